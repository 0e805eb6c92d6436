package dev.reprise.processor.engine;

import dev.reprise.policy.RetryPolicy;
import dev.reprise.processor.engine.rows.JobKeyIterator;
import dev.reprise.state.Job;
import dev.reprise.state.JobPayload;
import java.util.Optional;

/** The state as deciders see it: to read, never to change. */
public interface JobsView {
    Optional<Job> job(long jobKey);

    Optional<JobPayload> payload(long jobKey);

    /** Details of the last failure. */
    Optional<String> errorDetails(long jobKey);

    /** Keys of the jobs of a type that wait for a worker: highest priority first, then longest waiting, then by key. */
    JobKeyIterator activatable(String tenantId, String type);

    /** The retry policy for a job type, if there is one. */
    Optional<RetryPolicy> retryPolicy(String jobType);
}
