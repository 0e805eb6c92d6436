package dev.reprise.processor.streams;

import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/** Writes the key and leaves the address out. */
final class AddressedSerializer implements Serializer<Addressed> {
    @Override
    @SuppressWarnings("NullAway") // Kafka's interface is not annotated: a record may have no key
    public byte @Nullable [] serialize(String topic, Addressed addressed) {
        return addressed.key();
    }
}
