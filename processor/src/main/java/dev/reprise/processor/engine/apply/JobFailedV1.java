package dev.reprise.processor.engine.apply;

import dev.reprise.common.JobState;
import dev.reprise.event.JobFailed;
import dev.reprise.state.Job;

/** The lease is over and the failure noted; the job waits for a worker unless an event right after says otherwise. */
final class JobFailedV1 implements EventApplier<JobFailed> {
    @Override
    public void apply(JobFailed event, MutableJobs jobs) {
        Job job = jobs.edit(event.getJobKey());
        long at = event.getOccurredAt().toEpochMilli();
        job.setState(JobState.ACTIVATABLE);
        job.setSince(at);
        job.setDueAt(0);
        job.setLeaseToken(null);
        job.setRetries(event.getRetries());
        job.setRetriesGiven(true);
        job.setFailedAt(at);
        job.setErrorMessage(event.getErrorMessage());
        job.setErrorCode(event.getErrorCode());
        job.setExternalExecutionId(event.getExternalExecutionId());
        String rule = event.getPolicyRule();
        if (rule != null) {
            job.getRuleFailures().merge(rule, 1, Integer::sum);
        }
        jobs.setErrorDetails(event.getJobKey(), event.getErrorDetails());
        jobs.setVariables(event.getJobKey(), event.getVariables());
    }
}
