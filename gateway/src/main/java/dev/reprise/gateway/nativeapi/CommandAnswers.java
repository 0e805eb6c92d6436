package dev.reprise.gateway.nativeapi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reprise.gateway.commands.Outcome;
import dev.reprise.query.Position;
import dev.reprise.query.http.JsonObject;
import dev.reprise.query.http.Problem;
import dev.reprise.reply.CommandAccepted;
import dev.reprise.reply.JobSnapshot;
import dev.reprise.schemas.JobKeys;
import io.javalin.http.Context;

/** What becomes of a command, as the answer to the request. */
final class CommandAnswers {
    private CommandAnswers() {}

    /** The job as decided, or a problem. */
    static void write(Context ctx, Outcome outcome, int status) {
        if (outcome instanceof Outcome.Accepted accepted) {
            ctx.status(status).json(json(accepted.answer()));
        } else {
            throw problem(outcome).asException();
        }
    }

    /** The problem that an outcome is which is not the carrying out. */
    static Problem problem(Outcome outcome) {
        if (outcome instanceof Outcome.Rejected rejected) {
            return Problems.of(rejected.answer());
        } else if (outcome instanceof Outcome.NotAppended refused) {
            return Problems.of(refused);
        } else if (outcome instanceof Outcome.Unknown unknown) {
            return Problems.of(unknown);
        }
        throw new IllegalStateException("Expected an answer to a command to a job, but it is " + outcome);
    }

    /** Schema {@code DecidedJob} of {@code openapi.yaml}. */
    private static ObjectNode json(CommandAccepted answer) {
        JobSnapshot job = answer.getJob();
        return JsonObject.create()
                .put("jobKey", JobKeys.text(job.getJobKey()))
                .put("state", job.getState().name())
                .put("retries", job.getRetries())
                .put("attempt", job.getAttempt())
                .time("nextRetryAt", job.getNextRetryAt())
                .time("deadline", job.getDeadline())
                .put("incident", job.getIncident())
                .put("sequence", job.getSequence())
                .put("position", new Position(job.getPartition(), job.getOffset()).text())
                .put("repeated", answer.getRepeated())
                .node();
    }
}
