package dev.reprise.gateway.camunda8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reprise.query.http.Times;
import dev.reprise.schemas.JobKeys;
import java.time.Instant;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A job in the answer to a search, with all that Camunda 8.9 says is always there. */
final class JobResultJson {
    private JobResultJson() {}

    static ObjectNode of(JobView job) {
        String key = JobKeys.text(job.key());
        ObjectNode headers = JsonNodeFactory.instance.objectNode();
        new TreeMap<>(job.customHeaders()).forEach(headers::put);
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.set("customHeaders", headers);
        return json.put("deadline", text(job.deadline()))
                .putNull("deniedReason")
                .put("elementId", job.process().elementId())
                .put("elementInstanceKey", key)
                .put("endTime", text(job.endTime()))
                .put("errorCode", job.errorCode())
                .put("errorMessage", job.errorMessage())
                .put("hasFailedWithRetriesLeft", job.hasFailedWithRetriesLeft())
                .putNull("isDenied")
                .put("jobKey", key)
                .put("kind", "BPMN_ELEMENT")
                .put("listenerEventType", "UNSPECIFIED")
                .put("processDefinitionId", job.process().id())
                .put("processDefinitionKey", job.process().definitionKey())
                .put("processInstanceKey", key)
                .putNull("rootProcessInstanceKey")
                .put("retries", job.retries())
                .put("state", job.state().name())
                .put("tenantId", job.tenantId())
                .put("type", job.type())
                .put("worker", job.worker())
                .put("creationTime", text(job.creationTime()))
                .put("lastUpdateTime", text(job.lastUpdateTime()));
    }

    static @Nullable String text(@Nullable Instant at) {
        return at == null ? null : Times.text(at);
    }
}
