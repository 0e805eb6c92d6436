package dev.reprise.processor.engine.apply;

import dev.reprise.event.JobVariablesSet;

/** Variables are set and removed; the job stays as it is. */
final class JobVariablesSetV1 implements EventApplier<JobVariablesSet> {
    @Override
    public void apply(JobVariablesSet event, MutableJobs jobs) {
        jobs.edit(event.getJobKey());
        if (event.getLocal()) {
            jobs.setLocalVariables(event.getJobKey(), event.getVariables());
        } else {
            jobs.setVariables(event.getJobKey(), event.getVariables());
        }
        jobs.removeVariables(event.getJobKey(), event.getRemoved(), event.getLocal());
    }
}
