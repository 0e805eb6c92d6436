package dev.reprise.gateway.camunda8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reprise.query.http.Times;
import dev.reprise.schemas.JobKeys;

/** An incident as JSON, with all that Camunda 8.9 says is always there. */
final class IncidentResultJson {
    private IncidentResultJson() {}

    static ObjectNode of(IncidentView incident) {
        String key = JobKeys.text(incident.key());
        return JsonNodeFactory.instance
                .objectNode()
                .put("incidentKey", key)
                .put("errorType", incident.errorType())
                .put("errorMessage", incident.errorMessage())
                .put("state", incident.state())
                .put("creationTime", Times.text(incident.creationTime()))
                .put("processDefinitionId", incident.process().id())
                .put("processDefinitionKey", incident.process().definitionKey())
                .put("processInstanceKey", key)
                .putNull("rootProcessInstanceKey")
                .put("elementId", incident.process().elementId())
                .put("elementInstanceKey", key)
                .put("jobKey", key)
                .put("tenantId", incident.tenantId());
    }
}
