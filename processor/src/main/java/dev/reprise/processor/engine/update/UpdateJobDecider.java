package dev.reprise.processor.engine.update;

import dev.reprise.command.UpdateJob;
import dev.reprise.common.IncidentResolution;
import dev.reprise.common.JobState;
import dev.reprise.common.RejectionType;
import dev.reprise.common.StopReason;
import dev.reprise.processor.engine.Check;
import dev.reprise.processor.engine.Decider;
import dev.reprise.processor.engine.Decision;
import dev.reprise.processor.engine.JobsView;
import dev.reprise.processor.engine.Moment;
import dev.reprise.processor.engine.NewEvents;
import dev.reprise.processor.engine.Precondition;
import dev.reprise.processor.engine.Times;
import dev.reprise.processor.engine.fail.AfterFailure;
import dev.reprise.processor.engine.policy.RetryVerdict;
import dev.reprise.state.Job;
import java.util.Optional;

/** Changes retries, lease and priority: all of what is asked or nothing (Camunda's PATCH can do half). */
public final class UpdateJobDecider implements Decider<UpdateJob> {
    @Override
    public Decision decide(UpdateJob command, JobsView jobs, Moment now) {
        Optional<Decision> mistake = check(command);
        return mistake.orElseGet(() -> Precondition.of(jobs, command.getJobKey(), "update")
                .in(JobState.ACTIVATABLE, JobState.ACTIVATED, JobState.BACKING_OFF, JobState.INCIDENT)
                .that(
                        job -> command.getTimeout() == null || job.getState() == JobState.ACTIVATED,
                        RejectionType.INVALID_STATE,
                        "it has no lease whose timeout could be changed")
                .heldBy(command.getWorker(), command.getLeaseToken(), false)
                .then(job -> decide(command, job, now)));
    }

    private static Decision decide(UpdateJob command, Job job, Moment now) {
        Long timeout = command.getTimeout();
        Integer retries = command.getRetries();
        NewEvents events = NewEvents.of(job, now)
                .updated(retries, timeout == null ? null : Times.after(now.at(), timeout), command.getPriority());
        if (retries != null && command.getIncidentFollowsRetries()) {
            if (retries > 0 && job.getIncident() != null) {
                events.incidentResolved(retries, IncidentResolution.RETRIES_RAISED);
                if (job.getHeldUntil() > now.at()) {
                    RetryVerdict held = new RetryVerdict(retries, job.getHeldUntil() - now.at(), null, null);
                    events.retryScheduled(held, job.getAttempt() + 1);
                }
            } else if (retries == 0 && job.getIncident() == null) {
                String message = job.getErrorMessage();
                events.incidentCreated(
                        StopReason.RETRIES_SET_TO_ZERO,
                        message == null ? AfterFailure.NO_MESSAGE : message,
                        job.getErrorCode(),
                        job.getAttempt(),
                        0);
            }
        }
        return events.accepted();
    }

    private static Optional<Decision> check(UpdateJob command) {
        Integer retries = command.getRetries();
        Long timeout = command.getTimeout();
        int least = command.getIncidentFollowsRetries() ? 0 : 1;
        return new Check()
                .jobKey(command.getJobKey())
                .that(
                        retries != null || timeout != null || command.getPriority() != null,
                        "Expected retries, timeout or priority to be given, but none was")
                .that(
                        retries == null || retries >= least,
                        "Expected retries to be %d or more, but they were %d",
                        least,
                        retries)
                .that(timeout == null || timeout >= 1, "Expected timeout to be 1 ms or more, but it was %d", timeout)
                .mistake();
    }
}
