package dev.reprise.gateway.codepipeline;

import dev.reprise.gateway.codepipeline.sigv4.AuthException;
import dev.reprise.processor.streams.PartitionUnavailableException;
import dev.reprise.query.http.Problem;
import dev.reprise.query.http.ProblemException;
import dev.reprise.query.http.ProblemTypes;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** What is thrown on the way to an answer, as AWS errors. */
final class Faults {
    private Faults() {}

    /** The error that is meant; empty for a bug, or for no fault at all. */
    static Optional<AwsError> error(@Nullable Throwable fault) {
        if (fault instanceof CompletionException wrapped && wrapped.getCause() != null) {
            return error(wrapped.getCause());
        } else if (fault instanceof AwsException known) {
            return Optional.of(known.error());
        } else if (fault instanceof AuthException refused) {
            return Optional.of(
                    AwsError.of(refused.fault().code(), refused.fault().message()));
        } else if (fault instanceof ProblemException problem) {
            return Optional.of(error(problem.problem()));
        } else if (fault instanceof PartitionUnavailableException) {
            return Optional.of(AwsError.unavailable("The engine of this node has not started yet. Repeat the call."));
        }
        return Optional.empty();
    }

    /** What a problem is in AWS's words: by its status, since nobody else's words mean anything to an SDK. */
    static AwsError error(Problem problem) {
        int status = problem.type().status();
        if (problem.type().equals(ProblemTypes.OVERLOADED)) {
            return AwsError.throttled();
        }
        return switch (status) {
            case 404, 405 -> new AwsError("UnknownOperationException", "", status);
            case 413 -> AwsError.tooLarge("The request is too large.");
            case 503, 504 -> AwsError.unavailable(problem.detail());
            default ->
                status >= 500
                        ? AwsError.internal("We encountered an internal error. Please try again.")
                        : new AwsError("MalformedHttpRequestException", problem.detail(), status);
        };
    }
}
