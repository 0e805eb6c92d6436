package dev.reprise.processor.engine.finish;

import dev.reprise.command.CancelJob;
import dev.reprise.common.IncidentResolution;
import dev.reprise.common.JobState;
import dev.reprise.processor.engine.Check;
import dev.reprise.processor.engine.Decider;
import dev.reprise.processor.engine.Decision;
import dev.reprise.processor.engine.JobsView;
import dev.reprise.processor.engine.Moment;
import dev.reprise.processor.engine.NewEvents;
import dev.reprise.processor.engine.Precondition;
import dev.reprise.state.Job;
import java.util.Optional;

/** Ends a job from outside, whatever it is doing. */
public final class CancelJobDecider implements Decider<CancelJob> {
    private final long retention;

    public CancelJobDecider(long retention) {
        this.retention = retention;
    }

    @Override
    public Decision decide(CancelJob command, JobsView jobs, Moment now) {
        Optional<Decision> mistake = new Check()
                .jobKey(command.getJobKey())
                .text("the reason", command.getReason(), 4000)
                .mistake();
        return mistake.orElseGet(() -> Precondition.of(jobs, command.getJobKey(), "cancel")
                .in(JobState.ACTIVATABLE, JobState.ACTIVATED, JobState.BACKING_OFF, JobState.INCIDENT)
                .then(job -> decide(command, job, now)));
    }

    private Decision decide(CancelJob command, Job job, Moment now) {
        NewEvents events = NewEvents.of(job, now);
        if (job.getIncident() != null) {
            events.incidentResolved(job.getRetries(), IncidentResolution.JOB_CANCELED);
        }
        return events.canceled(command.getReason(), retention).accepted();
    }
}
