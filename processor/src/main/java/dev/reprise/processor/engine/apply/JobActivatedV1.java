package dev.reprise.processor.engine.apply;

import dev.reprise.common.JobState;
import dev.reprise.event.JobActivated;
import dev.reprise.state.Job;

/** A worker holds the job until the deadline. */
final class JobActivatedV1 implements EventApplier<JobActivated> {
    @Override
    public void apply(JobActivated event, MutableJobs jobs) {
        Job job = jobs.edit(event.getJobKey());
        job.setState(JobState.ACTIVATED);
        job.setSince(event.getOccurredAt().toEpochMilli());
        job.setDueAt(event.getDeadline().toEpochMilli());
        job.setHeldUntil(0);
        job.setWorker(event.getWorker());
        job.setLeaseToken(event.getLeaseToken());
        job.setAttempt(event.getAttempt());
        job.setTimeoutUsesAttempt(event.getTimeoutUsesAttempt());
    }
}
