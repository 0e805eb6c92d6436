package dev.reprise.processor.streams;

import dev.reprise.schemas.RecordSerdes;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serializer;

/** Serdes that fail when a test wants them to: the last moment at which a decision can still be given up. */
final class FaultySerdes {
    private Predicate<SpecificRecord> fails = record -> false;
    private Throwable fault = new IllegalStateException("secret 4711");

    /** From now on, records like these cannot be written. */
    void failFor(Predicate<SpecificRecord> records) {
        fails = records;
    }

    void failWith(Throwable thrown) {
        fault = thrown;
    }

    RecordSerdes serdes() {
        RecordSerdes real = RecordSerdes.from(Map.of());
        Serializer<SpecificRecord> serializer = (topic, record) -> {
            if (fails.test(record)) {
                throw FaultySerdes.<RuntimeException>sneaky(fault);
            }
            return real.serializer().serialize(topic, record);
        };
        return new RecordSerdes(serializer, real.deserializer());
    }

    /** Throws whatever it is, as if it were unchecked. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    static <T extends Throwable> T sneaky(Throwable thrown) throws T {
        throw (T) thrown;
    }
}
