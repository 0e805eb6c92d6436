package dev.reprise.processor.engine.apply;

import dev.reprise.common.JobState;
import dev.reprise.event.JobCompleted;
import dev.reprise.state.Job;

/** The job has ended well. */
final class JobCompletedV1 implements EventApplier<JobCompleted> {
    @Override
    public void apply(JobCompleted event, MutableJobs jobs) {
        Job job = jobs.edit(event.getJobKey());
        job.setState(JobState.COMPLETED);
        job.setSince(event.getOccurredAt().toEpochMilli());
        job.setDueAt(event.getPurgeAt().toEpochMilli());
        job.setLeaseToken(null);
    }
}
