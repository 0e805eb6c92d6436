package dev.reprise.gateway.nativeapi;

import dev.reprise.gateway.commands.Outcome.NotAppended;
import dev.reprise.gateway.commands.Outcome.Unknown;
import dev.reprise.query.Position;
import dev.reprise.query.http.Problem;
import dev.reprise.query.http.ProblemType;
import dev.reprise.query.http.ProblemTypes;
import dev.reprise.reply.CommandRejected;
import dev.reprise.schemas.JobKeys;
import java.time.Duration;

/** The kinds of problems that writes have, and what an outcome is as a problem. */
final class Problems {
    static final ProblemType INVALID_ARGUMENT =
            new ProblemType("invalid-argument", 400, "The command has a value that is out of its range");

    static final ProblemType INVALID_JOB_STATE =
            new ProblemType("invalid-job-state", 409, "The state of the job does not allow it");

    /** 409 and not 403: the worker may do it in general, but has lost this job meanwhile. */
    static final ProblemType NOT_OWNER = new ProblemType("not-owner", 409, "The worker does not hold the job");

    static final ProblemType JOB_EXISTS = new ProblemType("job-exists", 409, "There is a job with this key");

    static final ProblemType KEY_REUSED =
            new ProblemType("idempotency-key-reused", 409, "The Idempotency-Key belongs to another request");

    static final ProblemType COMMAND_TOO_LARGE =
            new ProblemType("command-too-large", 413, "The command is larger than the log takes");

    /** The log itself will not have it: a matter for the operator. */
    static final ProblemType LOG_REFUSED = new ProblemType("log-refused", 500, "The log does not take the command");

    /** Nothing was written. Try again after {@code Retry-After}. */
    static final ProblemType LOG_UNAVAILABLE =
            new ProblemType("log-unavailable", 503, "The log cannot be reached at the moment");

    /** Written or perhaps written. Member {@code commandId}: repeat with it as Idempotency-Key to learn the outcome. */
    static final ProblemType OUTCOME_UNKNOWN = new ProblemType("outcome-unknown", 504, "The outcome is not known");

    /** 503 and not 504: whatever becomes of the question, the client holds no job by it and may simply ask again. */
    static final ProblemType PARTITIONS_SILENT =
            new ProblemType("partitions-silent", 503, "No partition has answered in time");

    static final ProblemType INVALID_POLICY = new ProblemType("invalid-policy", 400, "The retry policy is not valid");

    static final ProblemType POLICY_NOT_FOUND =
            new ProblemType("policy-not-found", 404, "There is no retry policy for this job type");

    private static final Duration SOON = Duration.ofSeconds(1);

    private Problems() {}

    static Problem of(NotAppended outcome) {
        return switch (outcome.refusal()) {
            case OVERLOADED ->
                Problem.of(ProblemTypes.OVERLOADED, "Nothing was written: " + outcome.reason())
                        .retryAfter(SOON);
            case UNAVAILABLE ->
                Problem.of(LOG_UNAVAILABLE, "Nothing was written: " + outcome.reason())
                        .retryAfter(SOON);
            case TOO_LARGE -> Problem.of(COMMAND_TOO_LARGE, "Nothing was written: " + outcome.reason());
            case FORBIDDEN -> Problem.of(LOG_REFUSED, "Nothing was written: " + outcome.reason());
        };
    }

    static Problem of(Unknown outcome) {
        return Problem.of(
                        OUTCOME_UNKNOWN,
                        outcome.reason() + ". Repeat it with the same Idempotency-Key to learn the outcome.")
                .with("commandId", outcome.commandId());
    }

    /** A poll may simply be sent again: what comes of the lost question is given back, or its lease runs out. */
    static Problem noAnswerToPoll() {
        return Problem.of(PARTITIONS_SILENT, "No partition said in time whether it has jobs. Poll again.")
                .retryAfter(SOON);
    }

    static Problem keyReused(String key) {
        return Problem.of(KEY_REUSED, "Expected the Idempotency-Key to come with the request that it first came with")
                .with("idempotencyKey", key);
    }

    static Problem of(CommandRejected rejected) {
        Problem problem = Problem.of(type(rejected), rejected.getReason())
                .with("rejection", rejected.getType().name())
                .with("commandId", rejected.getCommandId())
                .with("repeated", rejected.getRepeated());
        if (rejected.getJobKey() != null) {
            problem = problem.with("jobKey", JobKeys.text(rejected.getJobKey()));
        }
        if (rejected.getJobState() != null) {
            problem = problem.with("jobState", rejected.getJobState().name());
        }
        return rejected.getPartition() < 0
                ? problem
                : problem.with("position", new Position(rejected.getPartition(), rejected.getOffset()).text());
    }

    private static ProblemType type(CommandRejected rejected) {
        return switch (rejected.getType()) {
            // A job that exists but has no incident has a state.
            case NOT_FOUND ->
                rejected.getJobState() == null ? ProblemTypes.JOB_NOT_FOUND : ProblemTypes.INCIDENT_NOT_FOUND;
            case INVALID_STATE -> INVALID_JOB_STATE;
            case INVALID_ARGUMENT -> INVALID_ARGUMENT;
            case NOT_OWNER -> NOT_OWNER;
            case ALREADY_EXISTS -> JOB_EXISTS;
            case UNSPECIFIED -> ProblemTypes.INTERNAL_ERROR;
        };
    }
}
