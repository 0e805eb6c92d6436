package dev.reprise.gateway.camunda7;

import static dev.reprise.gateway.camunda7.CommandAnswers.locker;

import dev.reprise.command.CompleteJob;
import dev.reprise.command.FailJob;
import dev.reprise.command.ThrowJobError;
import dev.reprise.common.Variable;
import io.javalin.http.Context;
import java.util.Map;
import java.util.Objects;

/**
 * Failure, completion and BPMN error. Order of checks as the vendor's: variables, fields, task, worker. Only the last locker counts,
 * and counts after its lock has run out, too.
 */
final class ReportRoutes {
    private final CommandAnswers answers;

    ReportRoutes(CommandAnswers answers) {
        this.answers = answers;
    }

    void failure(Context ctx) {
        String id = ctx.pathParam("id");
        RequestBody body = RequestBody.of(ctx);
        Map<String, Variable> variables = TypedValues.of(body, "variables");
        Map<String, Variable> localVariables = TypedValues.of(body, "localVariables");
        Integer given = body.integer("retries");
        int retries = Objects.requireNonNullElse(given, 0); // a primitive of the vendor's: none given is none left
        long retryTimeout = body.wholeOrZero("retryTimeout");
        String errorMessage = body.text("errorMessage");
        String errorDetails = body.text("errorDetails");
        String worker = body.workerId();
        notNegative(retries, "retries");
        notNegative(retryTimeout, "retryDuration");
        FailJob command = FailJob.newBuilder()
                .setJobKey(TaskId.require(id))
                .setWorker(worker)
                .setRetries(retries)
                .setRetryBackOff(retryTimeout)
                .setErrorMessage(errorMessage)
                .setErrorDetails(errorDetails)
                .setVariables(variables)
                .setLocalVariables(localVariables)
                .setAcceptExpiredLease(true)
                .setKeepErrorDetails(true)
                .setKeepLocalVariables(true)
                .build();
        answers.send(
                ctx,
                id,
                command,
                ReportCalls.of(ctx, "failure", id),
                job -> EngineError.refused(
                        "Failure of External Task %s cannot be reported by worker '%s'. It is locked by worker '%s'."
                                .formatted(id, worker, locker(job))));
    }

    void complete(Context ctx) {
        String id = ctx.pathParam("id");
        RequestBody body = RequestBody.of(ctx);
        Map<String, Variable> variables = TypedValues.of(body, "variables");
        TypedValues.of(body, "localVariables"); // they would vanish with the task
        String worker = body.workerId();
        CompleteJob command = CompleteJob.newBuilder()
                .setJobKey(TaskId.require(id))
                .setWorker(worker)
                .setVariables(variables)
                .setAcceptExpiredLease(true)
                .build();
        answers.send(
                ctx,
                id,
                command,
                ReportCalls.of(ctx, "complete", id),
                job -> EngineError.refused(
                        "External Task %s cannot be completed by worker '%s'. It is locked by worker '%s'."
                                .formatted(id, worker, locker(job))));
    }

    void bpmnError(Context ctx) {
        String id = ctx.pathParam("id");
        RequestBody body = RequestBody.of(ctx);
        Map<String, Variable> variables = TypedValues.of(body, "variables");
        String worker = body.workerId();
        String code = body.text("errorCode");
        if (code == null) {
            throw EngineError.missing("errorCode");
        }
        ThrowJobError command = ThrowJobError.newBuilder()
                .setJobKey(TaskId.require(id))
                .setWorker(worker)
                .setErrorCode(code)
                .setErrorMessage(body.text("errorMessage"))
                .setVariables(variables)
                .setAcceptExpiredLease(true)
                .build();
        answers.send(
                ctx,
                id,
                command,
                ReportCalls.of(ctx, "bpmnError", id),
                job -> EngineError.refused(
                        "Bpmn error of External Task %s cannot be reported by worker '%s'. It is locked by worker '%s'."
                                .formatted(id, worker, locker(job))));
    }

    private static void notNegative(long value, String name) {
        if (value < 0) {
            throw EngineError.mistake("ProcessEngineException", name + " is not greater than or equal to 0", 0);
        }
    }
}
