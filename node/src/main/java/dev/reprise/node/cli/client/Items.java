package dev.reprise.node.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Map;
import java.util.Optional;

/** The list in an answer: the answer itself, or its one field that is a list. */
final class Items {
    private Items() {}

    static JsonNode of(JsonNode answer) {
        if (answer.isArray()) {
            return answer;
        }
        return answer.properties().stream()
                .map(Map.Entry::getValue)
                .filter(JsonNode::isArray)
                .findFirst()
                .orElse(MissingNode.getInstance());
    }

    static Optional<String> cursor(JsonNode answer) {
        return Optional.of(answer.path("nextCursor"))
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText);
    }
}
