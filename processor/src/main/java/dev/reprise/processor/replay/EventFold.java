package dev.reprise.processor.replay;

import dev.reprise.processor.engine.Engine;
import dev.reprise.processor.engine.EngineSettings;
import dev.reprise.schemas.AvroWire;
import dev.reprise.schemas.Topics;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/** Folds events into rows, by the very appliers that wrote the stores. */
final class EventFold {
    private final Engine engine;
    private final Deserializer<SpecificRecord> deserializer;

    EventFold(JobEntries entries, Deserializer<SpecificRecord> deserializer, AvroWire wire) {
        engine = new Engine(EngineSettings.DEFAULT, type -> Optional.empty(), new FoldedRows(entries, wire));
        this.deserializer = deserializer;
    }

    /**
     * Folds one event.
     *
     * @throws ReplayException if it cannot be read, is of an unknown kind or version, or does not follow on the one before
     */
    void apply(int partition, long offset, byte @Nullable [] value) {
        String place = Topics.JOB_EVENTS + "-" + partition + " at offset " + offset;
        if (value == null) {
            throw new ReplayException("Expected an event in " + place + ", but the record has no value");
        }
        try {
            engine.replay(deserializer.deserialize(Topics.JOB_EVENTS, value));
        } catch (RuntimeException e) {
            throw new ReplayException(
                    "The event in " + place + " cannot be folded: " + e.getMessage()
                            + "; if a newer release wrote it, replay with that release or a later one",
                    e);
        }
    }
}
