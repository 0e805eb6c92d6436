package dev.reprise.processor.engine.apply;

import dev.reprise.common.JobState;
import dev.reprise.event.IncidentCreated;
import dev.reprise.state.Incident;
import dev.reprise.state.Job;

/** The job needs a person. */
final class IncidentCreatedV1 implements EventApplier<IncidentCreated> {
    @Override
    public void apply(IncidentCreated event, MutableJobs jobs) {
        Job job = jobs.edit(event.getJobKey());
        long at = event.getOccurredAt().toEpochMilli();
        if (job.getState() == JobState.ACTIVATED || job.getState() == JobState.BACKING_OFF) {
            job.setHeldUntil(
                    job.getDueAt()); // whoever holds it must not lose it to another when its retries are raised
        }
        job.setState(JobState.INCIDENT);
        job.setSince(at);
        job.setDueAt(0);
        job.setLeaseToken(null);
        job.setIncident(new Incident(at, event.getReason(), event.getErrorMessage(), event.getErrorCode(), null));
    }
}
