package dev.reprise.query;

import dev.reprise.processor.engine.apply.EventHeader;
import java.time.Instant;
import java.util.Comparator;
import org.apache.avro.specific.SpecificRecord;

/**
 * Something that happened to a job.
 *
 * @param event of the package {@code dev.reprise.event}
 * @param job the job as it was before the event; as it began if the event is its creation
 */
public record FoundEvent(SpecificRecord event, JobThen job) {
    /** By the time, then by job and sequence. */
    public static final Comparator<FoundEvent> OLDEST_FIRST = Comparator.comparing(FoundEvent::occurredAt)
            .thenComparing(FoundEvent::jobKey)
            .thenComparing(FoundEvent::sequence);

    public static final Comparator<FoundEvent> NEWEST_FIRST = OLDEST_FIRST.reversed();

    public long jobKey() {
        return EventHeader.jobKey(event);
    }

    public long sequence() {
        return EventHeader.sequence(event);
    }

    public Instant occurredAt() {
        return EventHeader.occurredAt(event);
    }
}
