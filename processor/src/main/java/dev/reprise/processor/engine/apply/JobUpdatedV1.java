package dev.reprise.processor.engine.apply;

import dev.reprise.event.JobUpdated;
import dev.reprise.state.Job;
import java.time.Instant;

/** What was given is changed; the state stays. */
final class JobUpdatedV1 implements EventApplier<JobUpdated> {
    @Override
    public void apply(JobUpdated event, MutableJobs jobs) {
        Job job = jobs.edit(event.getJobKey());
        Integer retries = event.getRetries();
        if (retries != null) {
            job.setRetries(retries);
            job.setRetriesGiven(true);
        }
        Instant deadline = event.getDeadline();
        if (deadline != null) {
            job.setDueAt(deadline.toEpochMilli());
        }
        Integer priority = event.getPriority();
        if (priority != null) {
            job.setPriority(priority);
        }
    }
}
