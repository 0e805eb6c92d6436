package dev.reprise.query.readmodel;

import dev.reprise.event.JobCreated;
import dev.reprise.schemas.Topics;
import dev.reprise.schemas.UndecodableRecordException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/** Reads the records of the event topic. */
final class EventDecoder {
    private static final String EVENTS = JobCreated.class.getPackageName();

    private final Deserializer<SpecificRecord> deserializer;

    EventDecoder(Deserializer<SpecificRecord> deserializer) {
        this.deserializer = deserializer;
    }

    /** The event; what is none is unfoldable. That the registry is away is another fault, which passes. */
    SpecificRecord event(byte @Nullable [] value) {
        if (value == null) {
            throw new UnfoldableEventException("it has no value");
        }
        SpecificRecord event = decode(value);
        if (!event.getSchema().getNamespace().equals(EVENTS)) {
            throw new UnfoldableEventException(
                    "it is no event but a " + event.getSchema().getFullName());
        }
        return event;
    }

    private SpecificRecord decode(byte[] value) {
        try {
            return deserializer.deserialize(Topics.JOB_EVENTS, value);
        } catch (UndecodableRecordException e) {
            throw new UnfoldableEventException("it cannot be read: " + e.getMessage(), e);
        }
    }
}
