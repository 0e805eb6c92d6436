package dev.reprise.processor.engine.apply;

import dev.reprise.event.IncidentAnnotated;
import dev.reprise.state.Incident;

/** The note on the incident changes. */
final class IncidentAnnotatedV1 implements EventApplier<IncidentAnnotated> {
    @Override
    public void apply(IncidentAnnotated event, MutableJobs jobs) {
        Incident incident = jobs.edit(event.getJobKey()).getIncident();
        if (incident == null) {
            throw new CorruptHistoryException("Expected job %d to have an open incident to annotate, but it has none"
                    .formatted(event.getJobKey()));
        }
        incident.setAnnotation(event.getAnnotation());
    }
}
