package dev.reprise.processor.engine.apply;

import dev.reprise.event.JobPurged;

/** The job is forgotten. */
final class JobPurgedV1 implements EventApplier<JobPurged> {
    @Override
    public void apply(JobPurged event, MutableJobs jobs) {
        jobs.purge(event.getJobKey());
    }
}
