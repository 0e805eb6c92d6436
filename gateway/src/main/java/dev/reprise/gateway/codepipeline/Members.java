package dev.reprise.gateway.codepipeline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.reprise.processor.engine.Texts;
import dev.reprise.query.http.Json;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The members of a structure in a request. A member of the wrong JSON type ends the request at once; what else is wrong is gathered, so
 * that the caller learns all of it together. Members that are unknown are passed over, and null is as good as absent.
 */
final class Members {
    private final JsonNode node;
    private final String path;
    private final Violations violations;

    private Members(JsonNode node, String path, Violations violations) {
        this.node = node;
        this.path = path;
        this.violations = violations;
    }

    /** The body of a request; no body is as good as an empty structure. */
    static Members of(byte[] body) {
        try {
            JsonNode node = body.length == 0
                    ? JsonNodeFactory.instance.objectNode()
                    : Json.mapper().readTree(body);
            if (!node.isObject()) {
                throw AwsError.serialization("Start of structure or map found where not expected.")
                        .asException();
            }
            return new Members(node, "", new Violations());
        } catch (JsonProcessingException e) {
            throw AwsError.serialization("The body is not valid JSON: " + e.getOriginalMessage())
                    .asException();
        } catch (IOException e) {
            throw AwsError.serialization("The body is not valid JSON.").asException();
        }
    }

    /** Ends the request if any member looked at so far violates its constraint. */
    void require() {
        violations.require();
    }

    /** A string that must be there; empty if it is not, which is then on the list. */
    String required(String name, Constraint constraint) {
        String value = text(name, constraint);
        if (value == null) {
            violations.missing(path(name));
            return "";
        }
        return value;
    }

    @Nullable
    String text(String name, Constraint constraint) {
        JsonNode value = value(name);
        if (value == null) {
            return null;
        }
        String text = string(value, name);
        violations.check(path(name), text, constraint);
        return text;
    }

    /** A whole number with bounds, both included. */
    @Nullable
    Integer number(String name, int least, int most) {
        JsonNode value = value(name);
        if (value == null) {
            return null;
        }
        if (!value.isIntegralNumber() || !value.canConvertToInt()) {
            throw wrongType(name, "an integer");
        }
        if (value.intValue() < least) {
            violations.add(path(name), value.asText(), "Member must have value greater than or equal to " + least);
        } else if (value.intValue() > most) {
            violations.add(path(name), value.asText(), "Member must have value less than or equal to " + most);
        }
        return value.intValue();
    }

    /** A moment: seconds since 1970, with a fraction perhaps. */
    void timestamp(String name) {
        JsonNode value = value(name);
        if (value != null && !value.isNumber()) {
            throw wrongType(name, "a number of seconds");
        }
    }

    /** A structure that must be there; one without members if it is not, which is then on the list. */
    Members requiredStructure(String name) {
        return structure(name).orElseGet(() -> {
            violations.missing(path(name));
            // What it lacks beside is not to be said.
            return new Members(JsonNodeFactory.instance.objectNode(), path(name), new Violations());
        });
    }

    Optional<Members> structure(String name) {
        JsonNode value = value(name);
        if (value != null && !value.isObject()) {
            throw wrongType(name, "a structure");
        }
        return Optional.ofNullable(value).map(object -> new Members(object, path(name), violations));
    }

    /** A map of strings; none if it is not there. */
    Map<String, String> map(String name, int most, Constraint keys, Constraint values) {
        Map<String, String> map = new LinkedHashMap<>();
        JsonNode object = value(name);
        if (object == null) {
            return map;
        }
        if (!object.isObject()) {
            throw wrongType(name, "a map");
        }
        object.fields().forEachRemaining(entry -> {
            if (!entry.getValue().isNull()) {
                map.put(wellFormed(entry.getKey()), string(entry.getValue(), name));
            }
        });
        if (map.size() > most) {
            violations.add(path(name), shown(map), "Member must have length less than or equal to " + most);
        }
        if (map.keySet().stream().anyMatch(key -> !keys.violatedBy(key).isEmpty())) {
            violations.add(path(name), shown(map), "Map keys must satisfy constraint: " + keys.all());
        }
        if (map.values().stream().anyMatch(value -> !values.violatedBy(value).isEmpty())) {
            violations.add(path(name), shown(map), "Map value must satisfy constraint: " + values.all());
        }
        return map;
    }

    /** The structure as JSON, for what is kept as it came. */
    String json() {
        return String.valueOf(Texts.wellFormed(node.toString()));
    }

    private @Nullable JsonNode value(String name) {
        JsonNode value = node.get(name);
        return value == null || value.isNull() ? null : value;
    }

    private String string(JsonNode value, String name) {
        if (!value.isTextual()) {
            throw wrongType(name, "a string");
        }
        return wellFormed(value.textValue());
    }

    private static String wellFormed(String text) {
        return String.valueOf(Texts.wellFormed(text));
    }

    private static String shown(Map<String, String> map) {
        return map.toString();
    }

    private String path(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    private AwsException wrongType(String name, String expected) {
        return AwsError.serialization("Expected '%s' to be %s, but it is not.".formatted(path(name), expected))
                .asException();
    }
}
