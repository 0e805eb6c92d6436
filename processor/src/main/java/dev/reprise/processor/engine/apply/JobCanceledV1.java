package dev.reprise.processor.engine.apply;

import dev.reprise.common.JobState;
import dev.reprise.event.JobCanceled;
import dev.reprise.state.Job;

/** The job was ended from outside. */
final class JobCanceledV1 implements EventApplier<JobCanceled> {
    @Override
    public void apply(JobCanceled event, MutableJobs jobs) {
        Job job = jobs.edit(event.getJobKey());
        job.setState(JobState.CANCELED);
        job.setSince(event.getOccurredAt().toEpochMilli());
        job.setDueAt(event.getPurgeAt().toEpochMilli());
        job.setLeaseToken(null);
    }
}
