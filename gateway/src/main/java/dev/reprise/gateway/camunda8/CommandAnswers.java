package dev.reprise.gateway.camunda8;

import dev.reprise.gateway.commands.Outcome;
import dev.reprise.gateway.commands.Outcome.NotAppended;
import dev.reprise.query.Position;
import dev.reprise.query.http.Times;
import dev.reprise.reply.JobSnapshot;
import dev.reprise.schemas.JobKeys;
import io.javalin.http.Context;
import java.time.Instant;

/**
 * What becomes of a command, as the answer to the request. A body would break the clients of Camunda, so what the answer has to
 * tell beyond Camunda's is in headers.
 */
final class CommandAnswers {
    /** Key of the open incident, if there is one. */
    static final String INCIDENT_KEY = "Reprise-Incident-Key";
    /** When the retry falls due, RFC 3339, if the job waits for one. */
    static final String NEXT_RETRY_AT = "Reprise-Next-Retry-At";
    /** The command's place in the log: reads of the native API can ask to be as new as that. */
    static final String POSITION = "Reprise-Position";

    private CommandAnswers() {}

    /** Done: 204 without a body. */
    static void done(Context ctx, JobSnapshot job) {
        ctx.status(204);
        ctx.res().setContentType(null);
        ctx.header(POSITION, new Position(job.getPartition(), job.getOffset()).text());
        if (job.getIncident()) {
            ctx.header(INCIDENT_KEY, JobKeys.text(job.getJobKey()));
        }
        Instant nextRetryAt = job.getNextRetryAt();
        if (nextRetryAt != null) {
            ctx.header(NEXT_RETRY_AT, Times.text(nextRetryAt));
        }
    }

    /** The problem of an outcome that is neither acceptance nor rejection. */
    static RestProblem notDecided(Outcome outcome, int partition) {
        if (outcome instanceof NotAppended refused) {
            return notAppended(refused, partition);
        } else if (outcome instanceof Outcome.Unknown) {
            return RestProblem.unanswered();
        }
        throw new IllegalStateException("Expected an answer to a command to a job, but it is " + outcome);
    }

    /** Nothing was written. */
    static RestProblem notAppended(NotAppended refused, int partition) {
        return switch (refused.refusal()) {
            case OVERLOADED ->
                RestProblem.exhausted(
                        "Failed to write client request to partition '%d', because the request limit is exhausted."
                                .formatted(partition));
            case UNAVAILABLE ->
                RestProblem.unavailable("Expected to handle request, but request could not be delivered");
            case TOO_LARGE -> RestProblem.tooLarge("Nothing was written: " + refused.reason());
            case FORBIDDEN -> new RestProblem(500, "INTERNAL", "Nothing was written: " + refused.reason());
        };
    }
}
