package dev.reprise.gateway.camunda8;

import dev.reprise.command.CompleteJob;
import dev.reprise.command.FailJob;
import dev.reprise.command.ThrowJobError;
import dev.reprise.processor.engine.Texts;
import dev.reprise.query.access.Needs;
import dev.reprise.query.http.Routes;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.Objects;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Reports of workers on their jobs. */
final class JobRoutes {
    static final String JOB_KEY = "jobKey";

    private final JobCommands commands;

    JobRoutes(JobCommands commands) {
        this.commands = commands;
    }

    void register(Routes routes) {
        routes.needing(Needs.WORK)
                .post("/v2/jobs/{jobKey}/failure", "Camunda 8: fail a job.", sending(Intent.FAIL, JobRoutes::fail))
                .post(
                        "/v2/jobs/{jobKey}/completion",
                        "Camunda 8: complete a job.",
                        sending(Intent.COMPLETE, JobRoutes::complete))
                .post(
                        "/v2/jobs/{jobKey}/error",
                        "Camunda 8: throw an error for a job.",
                        sending(Intent.THROW_ERROR, JobRoutes::throwError));
    }

    /** Makes a command of a request. */
    private interface Form {
        SpecificRecord command(Context ctx, long jobKey);
    }

    private Handler sending(Intent intent, Form form) {
        return ctx -> {
            long jobKey = Key.inPath(ctx, JOB_KEY);
            SpecificRecord command = form.command(ctx, jobKey);
            commands.send(ctx, intent, jobKey, command);
        };
    }

    /** Retries that are absent are 0: an incident at once, whatever the retry policy of the job's type says. */
    private static FailJob fail(Context ctx, long jobKey) {
        RequestBody body =
                RequestBody.optional(ctx, Set.of("retries", "errorMessage", "retryBackOff", "variables", "leaseToken"));
        Binding fields = body.binding();
        Integer retries = fields.int32("retries");
        return FailJob.newBuilder()
                .setJobKey(jobKey)
                .setRetries(retries == null ? 0 : retries)
                .setErrorMessage(message(fields))
                .setRetryBackOff(Objects.requireNonNullElse(fields.int64("retryBackOff"), 0L))
                .setVariables(body.variables())
                .setLeaseToken(leaseToken(fields))
                .build();
    }

    /** The result that a user task or an ad-hoc sub-process may have has no meaning for a job of ours. */
    private static CompleteJob complete(Context ctx, long jobKey) {
        RequestBody body = RequestBody.optional(ctx, Set.of("variables", "result", "leaseToken"));
        return CompleteJob.newBuilder()
                .setJobKey(jobKey)
                .setVariables(body.variables())
                .setLeaseToken(leaseToken(body.binding()))
                .build();
    }

    private static ThrowJobError throwError(Context ctx, long jobKey) {
        RequestBody body = RequestBody.required(ctx, Set.of("errorCode", "errorMessage", "variables", "leaseToken"));
        Binding fields = body.binding();
        String code = fields.text("errorCode");
        if (code == null || code.isBlank()) {
            throw RestProblem.invalidArgument("No errorCode provided.").asException();
        }
        return ThrowJobError.newBuilder()
                .setJobKey(jobKey)
                .setErrorCode(code)
                .setErrorMessage(message(fields))
                .setVariables(body.variables())
                .setLeaseToken(leaseToken(fields))
                .build();
    }

    /** No more of a message than the engine looks at: it cuts at {@link Texts#ERROR_MESSAGE}. */
    private static @Nullable String message(Binding fields) {
        String message = fields.text("errorMessage");
        return message == null || message.length() <= Texts.ERROR_MESSAGE
                ? message
                : message.substring(0, Texts.ERROR_MESSAGE + 1);
    }

    /** Camunda 8.10; an empty one is none. */
    static @Nullable String leaseToken(Binding fields) {
        String token = fields.text("leaseToken");
        return token == null || token.isEmpty() ? null : token;
    }
}
