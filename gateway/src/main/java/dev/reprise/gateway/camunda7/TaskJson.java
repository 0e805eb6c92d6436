package dev.reprise.gateway.camunda7;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reprise.common.Variable;
import dev.reprise.reply.ActivatedJob;
import dev.reprise.schemas.JobKeys;
import dev.reprise.state.Job;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Jobs as external tasks; every key is always there, in the vendor's order. */
final class TaskJson {
    /** Characters of an error message in this API; the full text stays with the job. */
    static final int MESSAGE = 666;

    static final String DEFAULT_TENANT = "<default>";

    private TaskJson() {}

    /** The schema ExternalTaskDto. */
    static ObjectNode task(Job job) {
        ProcessOfTask process = ProcessOfTask.of(job.getProcess(), job.getType());
        String id = JobKeys.text(job.getJobKey());
        return JsonNodeFactory.instance
                .objectNode()
                .put("activityId", process.activityId())
                .put("activityInstanceId", id)
                .put("errorMessage", message(job.getErrorMessage()))
                .put("executionId", id)
                .put("id", id)
                .put("lockExpirationTime", Dates.text(lockExpiration(job)))
                .put("createTime", Dates.text(job.getCreatedAt()))
                .put("processDefinitionId", process.definitionId())
                .put("processDefinitionKey", process.definitionKey())
                .put("processDefinitionVersionTag", process.versionTag())
                .put("processInstanceId", id)
                .put("retries", retries(job))
                .put("suspended", false)
                .put("workerId", job.getWorker())
                .put("topicName", job.getType())
                .put("tenantId", tenant(job.getTenantId()))
                .put("priority", (long) job.getPriority())
                .put("businessKey", job.getBusinessKey());
    }

    /** The schema LockedExternalTaskDto. */
    static ObjectNode locked(ActivatedJob job, FetchRequest.Topic topic) {
        ProcessOfTask process = ProcessOfTask.of(job.getProcess(), job.getType());
        String id = JobKeys.text(job.getJobKey());
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("activityId", process.activityId())
                .put("activityInstanceId", id)
                .put("errorMessage", message(job.getErrorMessage()))
                .put("errorDetails", job.getErrorDetails())
                .put("executionId", id)
                .put("id", id)
                .put("lockExpirationTime", Dates.text(job.getDeadline()))
                .put("createTime", Dates.text(job.getCreatedAt()))
                .put("processDefinitionId", process.definitionId())
                .put("processDefinitionKey", process.definitionKey())
                .put("processDefinitionVersionTag", process.versionTag())
                .put("processInstanceId", id)
                .put("retries", job.getRetriesGiven() ? (Integer) job.getRetries() : null)
                .put("suspended", false)
                .put("workerId", job.getWorker())
                .put("topicName", job.getType())
                .put("tenantId", tenant(job.getTenantId()));
        Map<String, Variable> variables = topic.onlyLocal()
                ? job.getLocalVariables()
                : ValueJson.visible(job.getVariables(), job.getLocalVariables());
        json.set("variables", ValueJson.of(variables));
        json.put("priority", (long) job.getPriority()).put("businessKey", job.getBusinessKey());
        ObjectNode properties = json.putObject("extensionProperties");
        if (topic.extensionProperties()) {
            job.getHeaders().forEach(properties::put);
        }
        return json;
    }

    /** Null until somebody gave retries. */
    static @Nullable Integer retries(Job job) {
        return job.getRetriesGiven() ? (Integer) Math.max(0, job.getRetries()) : null;
    }

    /**
     * Until when the task is locked, or when its lock ran out; epoch milliseconds, 0 for never locked or unlocked. A failure without a
     * time-out ends the lock at that moment.
     */
    static long lockExpiration(Job job) {
        return switch (job.getState()) {
            case ACTIVATED, BACKING_OFF -> job.getDueAt();
            case INCIDENT -> job.getHeldUntil() > 0 ? job.getHeldUntil() : job.getWorker() == null ? 0 : job.getSince();
            default -> job.getWorker() == null ? 0 : job.getSince();
        };
    }

    static @Nullable String tenant(String tenantId) {
        return tenantId.equals(DEFAULT_TENANT) ? null : tenantId;
    }

    /** At most 666 UTF-16 units; a surrogate pair is not cut in half (the vendor does, and shows half a character). */
    static @Nullable String message(@Nullable String text) {
        if (text == null || text.length() <= MESSAGE) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(MESSAGE - 1)) ? MESSAGE - 1 : MESSAGE);
    }
}
