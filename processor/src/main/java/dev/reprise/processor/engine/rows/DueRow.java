package dev.reprise.processor.engine.rows;

import dev.reprise.state.Job;
import java.util.Optional;

/**
 * Row of the due index: one for each job whose state ends by itself, none for any other.
 *
 * @param dueAt epoch milliseconds, 1 or more
 */
public record DueRow(long dueAt, long jobKey, DueKind kind) {
    /** The row that a job's state calls for; the index is a function of the job. */
    public static Optional<DueRow> of(Job job) {
        return DueKind.of(job.getState()).map(kind -> new DueRow(job.getDueAt(), job.getJobKey(), kind));
    }
}
