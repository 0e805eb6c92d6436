package dev.reprise.gateway.codepipeline;

import dev.reprise.gateway.commands.Outcome;
import dev.reprise.reply.CommandRejected;
import dev.reprise.schemas.JobKeys;

/** What the gateway and the engine refuse, as AWS errors. */
final class Refusals {
    private Refusals() {}

    /** The error that an outcome is which is not the carrying out. */
    static AwsError of(Outcome outcome) {
        if (outcome instanceof Outcome.Rejected rejected) {
            return of(rejected.answer());
        } else if (outcome instanceof Outcome.NotAppended refused) {
            return of(refused);
        } else if (outcome instanceof Outcome.Unknown) {
            return AwsError.unavailable("The outcome is not known yet. Repeat the call to learn it.");
        }
        throw new IllegalStateException("Expected an answer to a command to a job, but it is " + outcome);
    }

    static AwsError of(Outcome.NotAppended refused) {
        return switch (refused.refusal()) {
            case OVERLOADED -> AwsError.throttled();
            case UNAVAILABLE -> AwsError.unavailable("Nothing was changed. Repeat the call.");
            case TOO_LARGE -> AwsError.tooLarge("The request is larger than can be stored.");
            case FORBIDDEN -> AwsError.internal("The log does not take the command.");
        };
    }

    static AwsError of(CommandRejected rejected) {
        return switch (rejected.getType()) {
            case NOT_FOUND -> AwsError.jobNotFound(jobId(rejected));
            case INVALID_STATE, NOT_OWNER ->
                AwsError.invalidJobState("The job '%s' is not in progress: it is %s."
                        .formatted(jobId(rejected), rejected.getJobState()));
            case INVALID_ARGUMENT -> AwsError.validation(rejected.getReason());
            case ALREADY_EXISTS, UNSPECIFIED -> AwsError.internal(rejected.getReason());
        };
    }

    private static String jobId(CommandRejected rejected) {
        Long key = rejected.getJobKey();
        return key == null || key <= 0 ? "" : JobKeys.uuidText(key);
    }
}
