package dev.reprise.processor.engine.apply;

import dev.reprise.common.JobState;
import dev.reprise.event.JobTimedOut;
import dev.reprise.state.Job;

/** The lease is over; the job waits for a worker unless an event right after says otherwise. The worker stays noted as the last holder (Camunda 7: expired locks still count). */
final class JobTimedOutV1 implements EventApplier<JobTimedOut> {
    @Override
    public void apply(JobTimedOut event, MutableJobs jobs) {
        Job job = jobs.edit(event.getJobKey());
        job.setState(JobState.ACTIVATABLE);
        job.setSince(event.getOccurredAt().toEpochMilli());
        job.setDueAt(0);
        job.setLeaseToken(null);
        job.setRetries(event.getRetries());
        String rule = event.getPolicyRule();
        if (rule != null) {
            job.getRuleFailures().merge(rule, 1, Integer::sum);
        }
    }
}
