package dev.reprise.gateway.camunda7;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reprise.command.CancelJob;
import dev.reprise.command.SetJobVariables;
import dev.reprise.common.Variable;
import dev.reprise.gateway.http.CallHeaders;
import dev.reprise.gateway.http.Later;
import dev.reprise.processor.engine.VariableTypes;
import dev.reprise.query.FoundJob;
import dev.reprise.query.JobPart;
import dev.reprise.query.http.ContentType;
import dev.reprise.schemas.JobKeys;
import dev.reprise.state.Job;
import dev.reprise.state.JobPayload;
import io.javalin.http.Context;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/** Process instances and executions, as far as workers read them: each task is one of its own. */
final class VariableRoutes {
    private final TaskReads tasks;
    private final CommandAnswers answers;

    VariableRoutes(TaskReads tasks, CommandAnswers answers) {
        this.tasks = tasks;
        this.answers = answers;
    }

    void processInstance(Context ctx) {
        with(ctx, "Process instance", (found, payload) -> {
            Job job = found.job();
            ProcessOfTask process = ProcessOfTask.of(job.getProcess(), job.getType());
            ObjectNode json = JsonNodeFactory.instance.objectNode();
            json.putArray("links");
            JsonAnswers.write(
                    ctx,
                    json.put("id", JobKeys.text(job.getJobKey()))
                            .put("definitionId", process.definitionId())
                            .put("businessKey", job.getBusinessKey())
                            .putNull("caseInstanceId")
                            .put("ended", false)
                            .put("suspended", false)
                            .put("tenantId", TaskJson.tenant(job.getTenantId()))
                            .put("definitionKey", process.definitionKey()));
        });
    }

    void delete(Context ctx) {
        String id = ctx.pathParam("id");
        CancelJob command = CancelJob.newBuilder()
                .setJobKey(TaskId.parse(id).orElseThrow(() -> gone("Process instance", id)))
                .setReason("Process instance deleted")
                .build();
        Later.answer(
                ctx, answers.sent(id, command, CallHeaders.call(ctx), job -> gone("Process instance", id)), sent -> {
                    EngineError error = sent.what();
                    if (error != null) {
                        throw error.status(true) == 404 ? gone("Process instance", id) : error;
                    }
                    JsonAnswers.nothing(ctx);
                });
    }

    void processVariables(Context ctx) {
        with(ctx, "Process instance", (found, payload) -> JsonAnswers.write(ctx, ValueJson.of(payload.getVariables())));
    }

    void localVariables(Context ctx) {
        with(ctx, "Execution", (found, payload) -> JsonAnswers.write(ctx, ValueJson.of(payload.getLocalVariables())));
    }

    void visibleVariable(Context ctx) {
        variable(ctx, (variable, json) -> JsonAnswers.write(ctx, json));
    }

    /** The bytes of a file or of bytes; a worker's clients ask for those of the process on either path. */
    void data(Context ctx) {
        variable(ctx, (variable, json) -> {
            String type = VariableTypes.of(variable);
            if (!type.equals("File") && !type.equals("Bytes")) {
                throw EngineError.invalid("Value of variable " + ctx.pathParam("name") + " is not a binary value");
            }
            JsonNode value = ValueJson.parsed(variable.getValue());
            JsonNode info = json.path("valueInfo");
            ctx.status(200).result(Base64.getMimeDecoder().decode(value.asText("")));
            String encoding = info.path("encoding").asText("");
            String mimeType = info.path("mimeType").asText("application/octet-stream");
            ContentType.exactly(ctx, encoding.isEmpty() ? mimeType : mimeType + "; encoding=" + encoding);
            ctx.header("Content-Disposition", disposition(info.path("filename").asText("data")));
        });
    }

    /** A name in quotes, without what could end it or the header. */
    private static String disposition(String filename) {
        String safe = filename.replaceAll("[^\\x20-\\x7e]|[\"\\\\]", "_");
        return "attachment; filename=\"" + safe + "\"";
    }

    private void variable(Context ctx, BiConsumer<Variable, ObjectNode> answer) {
        String name = ctx.pathParam("name");
        with(ctx, "Execution", (found, payload) -> {
            Map<String, Variable> visible = ValueJson.visible(payload.getVariables(), payload.getLocalVariables());
            Variable variable = visible.get(name);
            if (variable == null) {
                throw EngineError.of(
                        404,
                        "InvalidRequestException",
                        "execution variable with name " + name + " does not exist",
                        null);
            }
            answer.accept(
                    variable, (ObjectNode) ValueJson.of(Map.of(name, variable)).get(name));
        });
    }

    /** {@code POST /process-instance/{id}/variables}: asks for no worker. */
    void modify(Context ctx) {
        String id = ctx.pathParam("id");
        RequestBody body = RequestBody.of(ctx);
        Map<String, Variable> modifications = TypedValues.of(body, "modifications");
        List<String> deletions = FetchRequest.present(requireNonNullElse(body.texts("deletions"), List.of()));
        SetJobVariables command = SetJobVariables.newBuilder()
                .setJobKey(TaskId.parse(id).orElseThrow(() -> gone("Process instance", id)))
                .setVariables(modifications)
                .setRemoved(deletions)
                .build();
        answers.send(ctx, id, command, CallHeaders.call(ctx), job -> gone("Process instance", id));
    }

    private void with(Context ctx, String what, BiConsumer<FoundJob, JobPayload> answer) {
        String id = ctx.pathParam("id");
        Later.answer(ctx, tasks.task(ctx, id, Set.of(JobPart.PAYLOAD)), found -> {
            FoundJob job = found.orElseThrow(() -> gone(what, id));
            answer.accept(
                    job,
                    Optional.ofNullable(job.payload()).orElseGet(() -> new JobPayload(Map.of(), Map.of(), Map.of())));
        });
    }

    private static EngineError gone(String what, String id) {
        return EngineError.of(404, "InvalidRequestException", what + " with id " + id + " does not exist", null);
    }
}
