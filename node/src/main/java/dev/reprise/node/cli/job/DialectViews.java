package dev.reprise.node.cli.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reprise.node.cli.client.ApiCall;
import dev.reprise.node.cli.client.ApiException;
import dev.reprise.schemas.JobKeys;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** One job as the clients of other APIs see it: what their own reads say. CloudFlow has none; there it is what the holder of a token meets. */
final class DialectViews {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private DialectViews() {}

    /**
     * The view of one dialect alone, or several under their names. Of several, one that cannot be had says why; one alone is thrown.
     *
     * @param send asks the node
     */
    static JsonNode of(List<Dialect> dialects, long jobKey, Function<ApiCall, JsonNode> send) {
        if (dialects.size() == 1) {
            return view(dialects.get(0), jobKey, send);
        }
        ObjectNode all = JSON.objectNode();
        for (Dialect dialect : dialects) {
            try {
                all.set(dialect.name(), view(dialect, jobKey, send));
            } catch (ApiException e) {
                all.set(dialect.name(), JSON.objectNode().put("error", e.getMessage()));
            }
        }
        return all;
    }

    private static JsonNode view(Dialect dialect, long jobKey, Function<ApiCall, JsonNode> send) {
        String key = JobKeys.text(jobKey);
        return switch (dialect) {
            case camunda8 ->
                send.apply(ApiCall.post("/v2/jobs/search")
                                .body(JSON.objectNode()
                                        .set("filter", JSON.objectNode().put("jobKey", key))))
                        .path("items")
                        .path(0);
            case camunda7 -> send.apply(ApiCall.get("/engine-rest/external-task/" + key));
            case codepipeline ->
                send.apply(ApiCall.post("/")
                                .header("X-Amz-Target", "CodePipeline_20150709.GetJobDetails")
                                .body(JSON.objectNode().put("jobId", JobKeys.uuidText(jobKey))))
                        .path("jobDetails");
            case cloudflow -> task(key, send);
        };
    }

    /** The token of the newest activation, the newest event, and what a report with that token would be answered. */
    private static ObjectNode task(String key, Function<ApiCall, JsonNode> send) {
        String state = send.apply(ApiCall.get("/v1/jobs/" + key)).path("state").asText();
        ObjectNode task = JSON.objectNode();
        Optional<String> cursor = Optional.empty();
        do {
            JsonNode page = send.apply(ApiCall.get("/v1/jobs/" + key + "/history")
                    .query("limit", 1000)
                    .query("cursor", cursor.orElse(null)));
            for (JsonNode event : page.path("events")) {
                task.set("EventId", event.path("sequence"));
                if (event.hasNonNull("taskToken")) {
                    task.set("TaskToken", event.get("taskToken"));
                }
            }
            cursor = Optional.ofNullable(page.path("nextCursor").textValue());
        } while (cursor.isPresent());
        return task.put("ReportTaskFailed", reported(state));
    }

    private static String reported(String state) {
        return switch (state) {
            case "ACTIVATED" -> "accepted";
            case "COMPLETED", "CANCELED", "ERROR_THROWN", "INCIDENT" -> "TaskAlreadyCompleted";
            default -> "TaskInvalidState";
        };
    }
}
