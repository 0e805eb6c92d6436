package dev.reprise.processor.engine.apply;

import dev.reprise.common.JobState;
import dev.reprise.event.JobRetryDue;
import dev.reprise.state.Job;

/** The job waits for a worker again. */
final class JobRetryDueV1 implements EventApplier<JobRetryDue> {
    @Override
    public void apply(JobRetryDue event, MutableJobs jobs) {
        Job job = jobs.edit(event.getJobKey());
        job.setState(JobState.ACTIVATABLE);
        job.setSince(event.getOccurredAt().toEpochMilli());
        job.setDueAt(0);
    }
}
