package dev.reprise.processor.streams;

import dev.reprise.schemas.RecordSerdes;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serializer;

/** Serdes that fail when a test wants them to: the last moment at which a decision can still be given up. */
final class FaultySerdes {
    private Predicate<SpecificRecord> fails = record -> false;
    private RuntimeException fault = new IllegalStateException("secret 4711");

    /** From now on, records like these cannot be written. */
    void failFor(Predicate<SpecificRecord> records) {
        fails = records;
    }

    void failWith(RuntimeException exception) {
        fault = exception;
    }

    RecordSerdes serdes() {
        RecordSerdes real = RecordSerdes.from(Map.of());
        Serializer<SpecificRecord> serializer = (topic, record) -> {
            if (fails.test(record)) {
                throw fault;
            }
            return real.serializer().serialize(topic, record);
        };
        return new RecordSerdes(serializer, real.deserializer());
    }
}
