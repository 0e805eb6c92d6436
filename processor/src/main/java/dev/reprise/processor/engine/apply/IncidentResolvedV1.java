package dev.reprise.processor.engine.apply;

import dev.reprise.common.JobState;
import dev.reprise.event.IncidentResolved;
import dev.reprise.state.Job;

/** The incident is closed and the job waits for a worker; its failures are counted anew. */
final class IncidentResolvedV1 implements EventApplier<IncidentResolved> {
    @Override
    public void apply(IncidentResolved event, MutableJobs jobs) {
        Job job = jobs.edit(event.getJobKey());
        job.setState(JobState.ACTIVATABLE);
        job.setSince(event.getOccurredAt().toEpochMilli());
        job.setDueAt(0);
        job.setHeldUntil(0);
        job.setIncident(null);
        job.setRetries(event.getRetries());
        job.setRetriesGiven(true);
        job.getRuleFailures().clear();
    }
}
