package dev.reprise.gateway.codepipeline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reprise.common.ProcessContext;
import dev.reprise.query.http.Json;
import dev.reprise.reply.ActivatedJob;
import dev.reprise.schemas.JobKeys;
import dev.reprise.state.Job;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Jobs as AWS shows them. What has no counterpart here (artifacts, credentials, encryption keys) is empty or left out. */
final class JobJson {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** What is shown of a job, wherever it was read. */
    private record Shown(
            long jobKey,
            String type,
            String tenantId,
            @Nullable ProcessContext process,
            WorkerInput input) {}

    private JobJson() {}

    /** {@code Job}: with the nonce of this activation. */
    static ObjectNode polled(ActivatedJob job, ActionType type, String region) {
        Shown shown = new Shown(
                job.getJobKey(),
                job.getType(),
                job.getTenantId(),
                job.getProcess(),
                new WorkerInput(job.getVariables(), job.getHeaders()));
        ObjectNode json = JSON.objectNode();
        json.put("id", JobKeys.uuidText(job.getJobKey()));
        json.put("nonce", job.getLeaseToken());
        json.put("accountId", Account.of(job.getTenantId()));
        json.set("data", data(shown, type, region, false));
        return json;
    }

    /** {@code JobDetails}, or {@code ThirdPartyJobDetails}, which have the nonce in place of the account. */
    static ObjectNode details(Job job, WorkerInput input, String region, boolean thirdParty) {
        Shown shown = new Shown(job.getJobKey(), job.getType(), job.getTenantId(), job.getProcess(), input);
        ActionType type = ActionType.of(job.getType(), job.getWorker());
        ObjectNode json = JSON.objectNode();
        json.put("id", JobKeys.uuidText(job.getJobKey()));
        json.set("data", data(shown, type, region, thirdParty));
        if (!thirdParty) {
            json.put("accountId", Account.of(job.getTenantId()));
        } else if (job.getLeaseToken() != null) {
            json.put("nonce", job.getLeaseToken());
        }
        return json;
    }

    private static ObjectNode data(Shown job, ActionType type, String region, boolean thirdParty) {
        ObjectNode data = JSON.objectNode();
        data.set("actionTypeId", type.json());
        data.set("actionConfiguration", JSON.objectNode().set("configuration", configuration(job)));
        data.set("pipelineContext", context(job, region, thirdParty));
        data.set("inputArtifacts", JSON.arrayNode());
        data.set("outputArtifacts", JSON.arrayNode());
        String token = job.input().headers().get(FollowUp.TOKEN);
        if (token != null) {
            data.put("continuationToken", token);
        }
        return data;
    }

    /** What the job's creator gave it: variables, headers over them, and the property that workers query by. */
    private static ObjectNode configuration(Shown job) {
        Map<String, String> all = new TreeMap<>();
        job.input().variables().forEach((name, variable) -> all.put(name, text(variable.getValue())));
        job.input().headers().forEach((name, value) -> {
            if (!name.startsWith(FollowUp.PREFIX)) {
                all.put(name, value);
            }
        });
        all.putAll(ActionType.queryable(job.type()));
        ObjectNode configuration = JSON.objectNode();
        all.forEach(configuration::put);
        return configuration;
    }

    /** A string as it is, any other value as its JSON. */
    private static String text(String value) {
        if (!value.startsWith("\"")) {
            return value;
        }
        try {
            JsonNode node = Json.mapper().readTree(value);
            return node.isTextual() ? node.textValue() : value;
        } catch (JsonProcessingException e) {
            return value;
        }
    }

    private static ObjectNode context(Shown job, String region, boolean thirdParty) {
        ProcessContext process = job.process();
        String pipeline = or(process == null ? null : process.getProcessId(), job.type());
        String step = or(process == null ? null : process.getElementId(), job.type());
        String execution = or(job.input().headers().get(FollowUp.EXECUTION), JobKeys.uuidText(job.jobKey()));
        ObjectNode context = JSON.objectNode();
        context.put("pipelineName", pipeline);
        context.set("stage", JSON.objectNode().put("name", step));
        context.set("action", JSON.objectNode().put("name", step).put("actionExecutionId", execution));
        if (!thirdParty) {
            context.put(
                    "pipelineArn",
                    "arn:aws:codepipeline:%s:%s:%s".formatted(region, Account.of(job.tenantId()), pipeline));
            context.put("pipelineExecutionId", execution);
        }
        return context;
    }

    private static String or(@Nullable String value, String otherwise) {
        return Objects.requireNonNullElse(value, otherwise);
    }
}
