package dev.reprise.processor.engine.apply;

import dev.reprise.common.JobState;
import dev.reprise.event.JobGivenBack;
import dev.reprise.state.Job;

/** The job waits for a worker again, and the attempt never was. */
final class JobGivenBackV1 implements EventApplier<JobGivenBack> {
    @Override
    public void apply(JobGivenBack event, MutableJobs jobs) {
        Job job = jobs.edit(event.getJobKey());
        job.setState(JobState.ACTIVATABLE);
        job.setSince(event.getOccurredAt().toEpochMilli());
        job.setDueAt(0);
        job.setWorker(null);
        job.setLeaseToken(null);
        job.setAttempt(job.getAttempt() - 1);
    }
}
