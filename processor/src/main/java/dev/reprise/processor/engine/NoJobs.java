package dev.reprise.processor.engine;

import dev.reprise.policy.RetryPolicy;
import dev.reprise.processor.engine.rows.JobKeyIterator;
import dev.reprise.state.Job;
import dev.reprise.state.JobPayload;
import java.util.Optional;

/** The state as it looks to who may touch none of the jobs that there are. */
record NoJobs(JobsView all) implements JobsView {
    @Override
    public Optional<Job> job(long jobKey) {
        return Optional.empty();
    }

    @Override
    public Optional<JobPayload> payload(long jobKey) {
        return Optional.empty();
    }

    @Override
    public Optional<String> errorDetails(long jobKey) {
        return Optional.empty();
    }

    @Override
    public JobKeyIterator activatable(String tenantId, String type) {
        return all.activatable(tenantId, type);
    }

    @Override
    public Optional<RetryPolicy> retryPolicy(String jobType) {
        return all.retryPolicy(jobType);
    }
}
