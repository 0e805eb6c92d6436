package dev.reprise.processor.engine.incident;

import dev.reprise.command.AnnotateIncident;
import dev.reprise.common.RejectionType;
import dev.reprise.processor.engine.Check;
import dev.reprise.processor.engine.Decider;
import dev.reprise.processor.engine.Decision;
import dev.reprise.processor.engine.JobsView;
import dev.reprise.processor.engine.Moment;
import dev.reprise.processor.engine.NewEvents;
import dev.reprise.processor.engine.Precondition;
import java.util.Optional;

/** Sets the note on an incident. */
public final class AnnotateIncidentDecider implements Decider<AnnotateIncident> {
    @Override
    public Decision decide(AnnotateIncident command, JobsView jobs, Moment now) {
        Optional<Decision> mistake = new Check()
                .jobKey(command.getJobKey())
                .text("the annotation", command.getAnnotation(), 4000)
                .mistake();
        return mistake.orElseGet(() -> Precondition.of(jobs, command.getJobKey(), "annotate the incident of")
                .that(job -> job.getIncident() != null, RejectionType.NOT_FOUND, "it has no open incident")
                .then(job -> NewEvents.of(job, now)
                        .incidentAnnotated(command.getAnnotation())
                        .accepted()));
    }
}
