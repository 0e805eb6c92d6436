package dev.reprise.node.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import java.util.stream.Collectors;

/** What an event says beyond what every event says, in one line. */
public final class EventFacts {
    /** Field of a row that {@link #in} adds. */
    public static final String POINTER = "/facts";

    private static final Set<String> COMMON = Set.of(
            "type", "jobKey", "sequence", "occurredAt", "commandId", "traceParent", "version", "jobType", "tenantId");

    private EventFacts() {}

    /** The event with its facts as one more field. */
    public static JsonNode in(JsonNode event) {
        String facts = event.properties().stream()
                .filter(field -> !COMMON.contains(field.getKey()))
                .map(field -> field.getKey() + "="
                        + (field.getValue().isTextual() ? field.getValue().asText() : field.getValue()))
                .collect(Collectors.joining(" "));
        return event.<ObjectNode>deepCopy().put(POINTER.substring(1), facts);
    }
}
