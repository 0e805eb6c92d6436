package dev.reprise.processor.engine.fail;

import dev.reprise.command.FailJob;
import dev.reprise.command.ThrowJobError;
import dev.reprise.common.ExhaustedAction;
import dev.reprise.common.StopReason;
import dev.reprise.policy.RetryPolicy;
import dev.reprise.processor.engine.NewEvents;
import dev.reprise.processor.engine.policy.ErrorCodes;
import dev.reprise.processor.engine.policy.RetryVerdict;
import dev.reprise.state.Job;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The events right after a failure or a lease that ran out. */
public final class AfterFailure {
    /** Message of an incident whose failure has none (Camunda 8). */
    public static final String NO_MESSAGE = "No more retries left.";

    private final long retention;

    public AfterFailure(long retention) {
        this.retention = retention;
    }

    /**
     * Adds what follows.
     *
     * @param failure what went wrong
     * @param policy the policy that decided; empty if it was the worker or nobody
     */
    public NewEvents follow(
            NewEvents events, Job job, RetryVerdict verdict, FailJob failure, Optional<RetryPolicy> policy) {
        StopReason stop = verdict.stop();
        if (stop == null) {
            return verdict.backOff() > 0 ? events.retryScheduled(verdict, job.getAttempt() + 1) : events;
        }
        return switch (policy.map(RetryPolicy::getOnExhausted).orElse(ExhaustedAction.INCIDENT)) {
            case INCIDENT -> incident(events, job, verdict, failure, stop);
            case CANCEL -> events.canceled("Retry policy: " + stop, retention);
            case THROW_ERROR -> throwError(events, job, verdict, failure, stop);
        };
    }

    private NewEvents throwError(NewEvents events, Job job, RetryVerdict verdict, FailJob failure, StopReason stop) {
        String code = failure.getErrorCode();
        ThrowJobError error = new ThrowJobError(
                job.getJobKey(),
                failure.getWorker(),
                null,
                code == null ? stop.name() : code,
                failure.getErrorMessage(),
                Map.of(),
                false);
        return catches(job.getCaughtErrors(), error.getErrorCode())
                ? events.errorCaught(error, retention)
                : incident(events.errorUncaught(error), job, verdict, failure, stop);
    }

    private static NewEvents incident(
            NewEvents events, Job job, RetryVerdict verdict, FailJob failure, StopReason stop) {
        String message = failure.getErrorMessage();
        return events.incidentCreated(
                stop,
                message == null || message.isEmpty() ? NO_MESSAGE : message,
                failure.getErrorCode(),
                job.getAttempt(),
                verdict.retries());
    }

    /** Whether an error code may end the job; null catches all. */
    public static boolean catches(@Nullable List<String> caught, String code) {
        return caught == null || ErrorCodes.match(caught, code);
    }
}
