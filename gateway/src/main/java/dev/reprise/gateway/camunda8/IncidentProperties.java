package dev.reprise.gateway.camunda8;

import java.util.List;
import java.util.Map;

/** What incidents can be searched and sorted by. */
final class IncidentProperties {
    static final String KEY = "incidentKey";

    private static final List<String> ERROR_TYPES = List.of(
            "AD_HOC_SUB_PROCESS_NO_RETRIES",
            "CALLED_DECISION_ERROR",
            "CALLED_ELEMENT_ERROR",
            "CONDITION_ERROR",
            "DECISION_EVALUATION_ERROR",
            "EXECUTION_LISTENER_NO_RETRIES",
            "EXTRACT_VALUE_ERROR",
            "FORM_NOT_FOUND",
            "IO_MAPPING_ERROR",
            "JOB_NO_RETRIES",
            "MESSAGE_SIZE_EXCEEDED",
            "RESOURCE_NOT_FOUND",
            "TASK_LISTENER_NO_RETRIES",
            "UNHANDLED_ERROR_EVENT",
            "UNKNOWN",
            "UNSPECIFIED");
    private static final List<String> STATES = List.of("ACTIVE", "MIGRATED", "PENDING", "RESOLVED", "UNKNOWN");

    /** By name. A job of ours is its own process instance and element instance. */
    static final Map<String, Property<IncidentView>> ALL = JobProperties.byName(
            Property.key(KEY, IncidentView::key),
            Property.key(
                    "processDefinitionKey",
                    incident -> Long.valueOf(incident.process().definitionKey())),
            Property.string(
                    "processDefinitionId", incident -> incident.process().id()),
            Property.key("processInstanceKey", IncidentView::key),
            Property.word("errorType", Kind.WORD_OF_INCIDENT, ERROR_TYPES, IncidentView::errorType),
            Property.string("elementId", incident -> incident.process().elementId()),
            Property.key("elementInstanceKey", IncidentView::key),
            Property.time("creationTime", IncidentView::creationTime),
            Property.word("state", Kind.WORD_OF_INCIDENT, STATES, IncidentView::state),
            Property.key("jobKey", IncidentView::key),
            Property.string("tenantId", IncidentView::tenantId),
            Property.<IncidentView>string("errorMessage", IncidentView::errorMessage)
                    .filterOnly());

    private IncidentProperties() {}
}
