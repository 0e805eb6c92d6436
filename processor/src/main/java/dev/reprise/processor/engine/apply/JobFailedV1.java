package dev.reprise.processor.engine.apply;

import dev.reprise.common.JobState;
import dev.reprise.event.JobFailed;
import dev.reprise.processor.engine.Times;
import dev.reprise.state.Job;

/**
 * The lease is over and the failure noted; the job waits for a worker unless an event right after says otherwise. With an incident it
 * stays as it is: its last holder reported again (Camunda 7).
 */
final class JobFailedV1 implements EventApplier<JobFailed> {
    @Override
    public void apply(JobFailed event, MutableJobs jobs) {
        Job job = jobs.edit(event.getJobKey());
        long at = event.getOccurredAt().toEpochMilli();
        if (job.getState() != JobState.INCIDENT) {
            job.setState(JobState.ACTIVATABLE);
            job.setSince(at);
            job.setDueAt(0);
            job.setLeaseToken(null);
        }
        boolean held = event.getRetries() <= 0 && event.getBackOff() > 0;
        job.setHeldUntil(held ? Times.after(at, event.getBackOff()) : 0);
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
        if (event.getErrorDetails() != null || !event.getKeepErrorDetails()) {
            jobs.setErrorDetails(event.getJobKey(), event.getErrorDetails());
        }
        if (event.getKeepLocalVariables()) {
            jobs.setVisibleVariables(event.getJobKey(), event.getVariables());
            jobs.setLocalVariables(event.getJobKey(), event.getLocalVariables());
        } else {
            jobs.setVariables(event.getJobKey(), event.getVariables());
        }
    }
}
