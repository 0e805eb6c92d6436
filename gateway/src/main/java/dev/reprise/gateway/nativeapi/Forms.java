package dev.reprise.gateway.nativeapi;

import static dev.reprise.query.http.PathParameters.jobKey;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reprise.command.AnnotateIncident;
import dev.reprise.command.CancelJob;
import dev.reprise.command.CompleteJob;
import dev.reprise.command.CreateJob;
import dev.reprise.command.FailJob;
import dev.reprise.command.GiveBackJob;
import dev.reprise.command.ResolveIncident;
import dev.reprise.command.RetryJobNow;
import dev.reprise.command.ThrowJobError;
import dev.reprise.command.UpdateJob;
import dev.reprise.common.ProcessContext;
import dev.reprise.query.access.Principal;
import dev.reprise.query.access.Role;
import dev.reprise.query.http.QueryParameters;
import io.javalin.http.Context;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Requests of the native API as commands. Fields have the names that the commands have. */
final class Forms {
    /** What the types of jobs begin with that the node itself works on: orders of people. */
    private static final String OWN_TYPES = "reprise.";

    private Forms() {}

    /** The fields of a new job; {@code jobKey} among them is looked at by the caller. */
    static Fields newJob(Context ctx) {
        QueryParameters.of(ctx);
        return Fields.of(
                ctx,
                "jobKey",
                "type",
                "retries",
                "variables",
                "headers",
                "priority",
                "tenantId",
                "businessKey",
                "caughtErrors",
                "process");
    }

    static CreateJob create(Fields fields, long jobKey, Principal creator) {
        if (fields.requiredText("type").startsWith(OWN_TYPES)) {
            creator.require(Role.OPERATE, "create a job of a type that is the node's own");
        }
        return new CreateJob(
                jobKey,
                fields.requiredText("type"),
                fields.integer("retries"),
                fields.variables("variables"),
                fields.textsByName("headers"),
                Objects.requireNonNullElse(fields.integer("priority"), 0),
                tenantId(fields, creator),
                fields.text("businessKey"),
                fields.texts("caughtErrors"),
                fields.value("process").map(Forms::process).orElse(null));
    }

    private static ProcessContext process(JsonNode value) {
        Nested process =
                Nested.of(value, "process", "processId", "processVersion", "versionTag", "definitionKey", "elementId");
        return new ProcessContext(
                process.text("processId").orElse(null),
                process.whole("processVersion", Integer.MIN_VALUE, Integer.MAX_VALUE)
                        .map(Long::intValue)
                        .orElse(null),
                process.text("versionTag").orElse(null),
                process.text("definitionKey").orElse(null),
                process.text("elementId").orElse(null));
    }

    /** Whose job it will be. One of a tenant that is not the creator's ends the request with a 403 problem. */
    static String tenantId(Fields fields, Principal creator) {
        String tenantId = Objects.requireNonNullElse(
                fields.text("tenantId"), creator.tenants().byDefault());
        creator.requireTenants(List.of(tenantId));
        return tenantId;
    }

    /** Whose jobs are asked for. A tenant that is not the caller's ends the request with a 403 problem. */
    static List<String> tenantIds(Fields fields, Principal worker) {
        List<String> tenantIds = Objects.requireNonNullElse(
                fields.texts("tenantIds"), worker.tenants().unnamed());
        worker.requireTenants(tenantIds);
        return tenantIds;
    }

    static FailJob fail(Context ctx) {
        Fields fields = fields(
                ctx,
                "worker",
                "leaseToken",
                "retries",
                "retryBackOff",
                "errorMessage",
                "errorDetails",
                "errorCode",
                "externalExecutionId",
                "variables",
                "localVariables");
        return new FailJob(
                jobKey(ctx),
                fields.text("worker"),
                fields.text("leaseToken"),
                fields.integer("retries"),
                fields.millis("retryBackOff"),
                fields.text("errorMessage"),
                fields.text("errorDetails"),
                fields.text("errorCode"),
                fields.text("externalExecutionId"),
                fields.variables("variables"),
                fields.variables("localVariables"),
                null,
                false,
                false,
                false);
    }

    static CompleteJob complete(Context ctx) {
        Fields fields = fields(ctx, "worker", "leaseToken", "variables");
        return new CompleteJob(
                jobKey(ctx), fields.text("worker"), fields.text("leaseToken"), fields.variables("variables"), false);
    }

    static ThrowJobError throwError(Context ctx) {
        Fields fields = fields(ctx, "worker", "leaseToken", "errorCode", "errorMessage", "variables");
        return new ThrowJobError(
                jobKey(ctx),
                fields.text("worker"),
                fields.text("leaseToken"),
                fields.requiredText("errorCode"),
                fields.text("errorMessage"),
                fields.variables("variables"),
                false);
    }

    static GiveBackJob giveBack(Context ctx) {
        Fields fields = fields(ctx, "worker", "leaseToken");
        return new GiveBackJob(jobKey(ctx), fields.text("worker"), fields.text("leaseToken"), false);
    }

    static UpdateJob update(Context ctx) {
        Fields fields = fields(ctx, "worker", "leaseToken", "retries", "timeout", "priority");
        boolean asHolder = fields.text("leaseToken") != null && fields.integer("priority") == null;
        if (!asHolder && (fields.integer("retries") != null || fields.integer("priority") != null)) {
            Principal.of(ctx).require(Role.OPERATE, "change priority, or retries without the token of the job's lease");
        }
        return new UpdateJob(
                jobKey(ctx),
                fields.text("worker"),
                fields.text("leaseToken"),
                fields.integer("retries"),
                fields.millis("timeout"),
                fields.integer("priority"),
                false);
    }

    static RetryJobNow retry(Context ctx) {
        fields(ctx);
        return new RetryJobNow(jobKey(ctx));
    }

    /** The reason may also be a query parameter, since the body of a DELETE gets lost with some clients. */
    static CancelJob cancel(Context ctx) {
        String reason = Fields.of(ctx, "reason").text("reason");
        Optional<String> inQuery =
                QueryParameters.of(ctx, "reason").text("reason").map(Fields::wellFormed);
        return new CancelJob(jobKey(ctx), reason != null ? reason : inQuery.orElse(null));
    }

    static ResolveIncident resolve(Context ctx) {
        return new ResolveIncident(jobKey(ctx), fields(ctx, "retries").integer("retries"));
    }

    static AnnotateIncident annotate(Context ctx) {
        return new AnnotateIncident(jobKey(ctx), fields(ctx, "annotation").text("annotation"));
    }

    private static Fields fields(Context ctx, String... known) {
        QueryParameters.of(ctx);
        return Fields.of(ctx, known);
    }
}
