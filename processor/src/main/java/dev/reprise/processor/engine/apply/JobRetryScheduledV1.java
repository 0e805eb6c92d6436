package dev.reprise.processor.engine.apply;

import dev.reprise.common.JobState;
import dev.reprise.event.JobRetryScheduled;
import dev.reprise.state.Job;

/** The job backs off until it is due. */
final class JobRetryScheduledV1 implements EventApplier<JobRetryScheduled> {
    @Override
    public void apply(JobRetryScheduled event, MutableJobs jobs) {
        Job job = jobs.edit(event.getJobKey());
        job.setState(JobState.BACKING_OFF);
        job.setSince(event.getOccurredAt().toEpochMilli());
        job.setDueAt(event.getDueAt().toEpochMilli());
    }
}
