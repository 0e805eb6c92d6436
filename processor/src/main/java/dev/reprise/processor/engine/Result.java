package dev.reprise.processor.engine;

import dev.reprise.processor.engine.rows.ActivatableRow;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * What came of a command or of something that fell due, after the rows have been written.
 *
 * @param events what happened, in order, for {@code job-events}
 * @param answer {@code CommandAccepted}, {@code CommandRejected} or {@code JobsActivated}; null if time was the cause
 * @param nowActivatable jobs that have begun to wait for a worker
 */
public record Result(
        List<SpecificRecord> events, @Nullable SpecificRecord answer, List<ActivatableRow> nowActivatable) {}
