package dev.reprise.processor.engine.finish;

import dev.reprise.command.ThrowJobError;
import dev.reprise.common.StopReason;
import dev.reprise.processor.engine.Check;
import dev.reprise.processor.engine.Decider;
import dev.reprise.processor.engine.Decision;
import dev.reprise.processor.engine.JobsView;
import dev.reprise.processor.engine.Moment;
import dev.reprise.processor.engine.NewEvents;
import dev.reprise.processor.engine.Precondition;
import dev.reprise.processor.engine.fail.AfterFailure;
import dev.reprise.state.Job;
import java.util.Optional;

/** Ends a job with an error that it catches; an uncaught one raises an incident (Camunda: UNHANDLED_ERROR_EVENT). */
public final class ThrowJobErrorDecider implements Decider<ThrowJobError> {
    private final long retention;

    public ThrowJobErrorDecider(long retention) {
        this.retention = retention;
    }

    @Override
    public Decision decide(ThrowJobError command, JobsView jobs, Moment now) {
        Optional<Decision> mistake = new Check()
                .jobKey(command.getJobKey())
                .text("the worker", command.getWorker(), 255)
                .that(!command.getErrorCode().isBlank(), "Expected an error code, but it was blank")
                .text("the error code", command.getErrorCode(), 256)
                .variables(command.getVariables())
                .mistake();
        return mistake.orElseGet(() -> Precondition.of(jobs, command.getJobKey(), "throw an error for")
                .reportable(command.getAcceptExpiredLease() && command.getWorker() != null)
                .heldBy(command.getWorker(), command.getLeaseToken(), command.getAcceptExpiredLease())
                .then(job -> decide(command, job, now)));
    }

    private Decision decide(ThrowJobError command, Job job, Moment now) {
        NewEvents events = NewEvents.of(job, now);
        if (AfterFailure.catches(job.getCaughtErrors(), command.getErrorCode())) {
            return events.incidentEnds(job).errorCaught(command, retention).accepted();
        }
        String message = command.getErrorMessage();
        String what = "Error '%s' is not caught by the job%s"
                .formatted(command.getErrorCode(), message == null || message.isEmpty() ? "." : ": " + message);
        return events.incidentEnds(job)
                .errorUncaught(command)
                .incidentCreated(
                        StopReason.UNCAUGHT_ERROR, what, command.getErrorCode(), job.getAttempt(), job.getRetries())
                .accepted();
    }
}
