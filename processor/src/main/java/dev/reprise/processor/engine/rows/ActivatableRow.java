package dev.reprise.processor.engine.rows;

import dev.reprise.common.JobState;
import dev.reprise.state.Job;
import java.util.Optional;

/**
 * Row of the index of jobs that wait for a worker, in the order in which they are handed out.
 *
 * @param since epoch milliseconds at which the job began to wait
 */
public record ActivatableRow(String tenantId, String type, int priority, long since, long jobKey) {
    /** The row that a job's state calls for; the index is a function of the job. */
    public static Optional<ActivatableRow> of(Job job) {
        return job.getState() == JobState.ACTIVATABLE
                ? Optional.of(new ActivatableRow(
                        job.getTenantId(), job.getType(), job.getPriority(), job.getSince(), job.getJobKey()))
                : Optional.empty();
    }
}
