package dev.reprise.gateway.camunda8;

import static dev.reprise.gateway.camunda8.RestProblem.rejectedArgument;
import static dev.reprise.gateway.camunda8.RestProblem.rejectedState;
import static dev.reprise.gateway.camunda8.RestProblem.rejectedUnknown;

import dev.reprise.common.JobState;
import dev.reprise.common.StopReason;
import dev.reprise.query.JobQueries;
import dev.reprise.reply.CommandRejected;
import dev.reprise.state.Incident;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * What the engine refuses, in Camunda's words. Camunda deletes jobs that end: there is no such job any more. A job that backs
 * off or has an incident is FAILED to it, or ERROR_THROWN if an error was not caught, which only the incident tells.
 */
final class JobRejections {
    private final JobQueries jobs;

    JobRejections(JobQueries jobs) {
        this.jobs = jobs;
    }

    CompletableFuture<RestProblem> of(Intent intent, long jobKey, CommandRejected rejected) {
        JobState state = rejected.getJobState();
        if (hasEnded(state)) {
            return done(noSuchJob(intent, jobKey));
        }
        return switch (rejected.getType()) {
            case NOT_FOUND -> done(noSuchJob(intent, jobKey));
            case NOT_OWNER -> done(otherLease(intent, jobKey));
            case INVALID_ARGUMENT -> done(rejectedArgument(intent, rejected.getReason()));
            case INVALID_STATE -> wrongState(intent, jobKey, state);
            case ALREADY_EXISTS, UNSPECIFIED -> done(new RestProblem(500, "UNKNOWN", rejected.getReason()));
        };
    }

    static RestProblem noSuchJob(Intent intent, long jobKey) {
        return rejectedUnknown(
                intent, "Expected to %s job with key '%d', but no such job was found".formatted(intent.verb(), jobKey));
    }

    /** Camunda 8.10. */
    static RestProblem otherLease(Intent intent, long jobKey) {
        return rejectedState(
                intent,
                "Expected to process job with key '%d', but the supplied lease token does not match. The job may have been re-activated by another worker."
                        .formatted(jobKey));
    }

    static String notActive(long jobKey) {
        return "Expected to update the timeout of job with key '%d', but it is not active".formatted(jobKey);
    }

    static boolean hasEnded(@Nullable JobState state) {
        return state == JobState.COMPLETED || state == JobState.CANCELED || state == JobState.ERROR_THROWN;
    }

    private CompletableFuture<RestProblem> wrongState(Intent intent, long jobKey, @Nullable JobState state) {
        if (intent == Intent.UPDATE) {
            return done(rejectedArgument(intent, notActive(jobKey)));
        }
        if (state != JobState.INCIDENT) {
            return done(inState(intent, jobKey, "FAILED"));
        }
        return jobs.job(jobKey)
                .handle((found, fault) -> found != null
                        && found.map(job -> job.job().getIncident())
                                .map(Incident::getReason)
                                .filter(reason -> reason == StopReason.UNCAUGHT_ERROR)
                                .isPresent())
                .thenApply(uncaught -> inState(intent, jobKey, uncaught ? "ERROR_THROWN" : "FAILED"));
    }

    private static RestProblem inState(Intent intent, long jobKey, String state) {
        return rejectedState(
                intent,
                "Expected to %s job with key '%d', but it is in state '%s'".formatted(intent.verb(), jobKey, state));
    }

    private static CompletableFuture<RestProblem> done(RestProblem problem) {
        return CompletableFuture.completedFuture(problem);
    }
}
