package dev.reprise.processor.engine.apply;

import dev.reprise.common.JobState;
import dev.reprise.event.JobGivenBack;
import dev.reprise.state.Job;

/** The job waits for a worker again. If it was held, the attempt never was; if not, its last holder is forgotten. */
final class JobGivenBackV1 implements EventApplier<JobGivenBack> {
    @Override
    public void apply(JobGivenBack event, MutableJobs jobs) {
        Job job = jobs.edit(event.getJobKey());
        job.setWorker(null);
        job.setHeldUntil(0);
        if (event.getHeld() || job.getState() == JobState.BACKING_OFF) {
            job.setState(JobState.ACTIVATABLE);
            job.setSince(event.getOccurredAt().toEpochMilli());
            job.setDueAt(0);
            job.setLeaseToken(null);
            job.setAttempt(event.getHeld() ? job.getAttempt() - 1 : job.getAttempt());
        }
    }
}
