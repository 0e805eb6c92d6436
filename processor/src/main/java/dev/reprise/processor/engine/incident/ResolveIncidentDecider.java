package dev.reprise.processor.engine.incident;

import dev.reprise.command.ResolveIncident;
import dev.reprise.common.IncidentResolution;
import dev.reprise.common.RejectionType;
import dev.reprise.processor.engine.Check;
import dev.reprise.processor.engine.Decider;
import dev.reprise.processor.engine.Decision;
import dev.reprise.processor.engine.JobsView;
import dev.reprise.processor.engine.Moment;
import dev.reprise.processor.engine.NewEvents;
import dev.reprise.processor.engine.Precondition;
import java.util.Optional;

/** Closes an incident; sets the retries in the same step if they are given. */
public final class ResolveIncidentDecider implements Decider<ResolveIncident> {
    @Override
    public Decision decide(ResolveIncident command, JobsView jobs, Moment now) {
        Integer retries = command.getRetries();
        Optional<Decision> mistake = new Check()
                .jobKey(command.getJobKey())
                .that(retries == null || retries > 0, "Expected retries to be 1 or more, but they were %d", retries)
                .mistake();
        return mistake.orElseGet(() -> Precondition.of(jobs, command.getJobKey(), "resolve the incident of")
                .that(job -> job.getIncident() != null, RejectionType.NOT_FOUND, "it has no open incident")
                .that(
                        job -> retries != null || job.getRetries() > 0,
                        RejectionType.INVALID_STATE,
                        "it has no retries left; give it some with the resolution")
                .then(job -> NewEvents.of(job, now)
                        .incidentResolved(retries == null ? job.getRetries() : retries, IncidentResolution.RESOLVED)
                        .accepted()));
    }
}
