package dev.reprise.query.jobs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.reprise.common.Variable;
import dev.reprise.query.http.Json;
import dev.reprise.query.http.JsonObject;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Variables and headers as JSON, by name in order. A variable is shown as the JSON value that it is. Where its caller gave it a type
 * of another vocabulary (Camunda 7), that is beside it in {@code variableTypes}.
 */
public final class PayloadJson {
    private PayloadJson() {}

    /** Puts {@code variables}, and {@code variableTypes} if any variable has one. */
    public static void put(Map<String, Variable> variables, JsonObject json) {
        json.put("variables", values(variables)).put("variableTypes", types(variables));
    }

    /** The values by name. */
    public static ObjectNode values(Map<String, Variable> variables) {
        ObjectNode values = JsonNodeFactory.instance.objectNode();
        new TreeMap<>(variables).forEach((name, variable) -> values.set(name, json(variable.getValue())));
        return values;
    }

    static ObjectNode headers(Map<String, String> headers) {
        ObjectNode values = JsonNodeFactory.instance.objectNode();
        new TreeMap<>(headers).forEach(values::put);
        return values;
    }

    private static @Nullable ObjectNode types(Map<String, Variable> variables) {
        ObjectNode types = JsonNodeFactory.instance.objectNode();
        new TreeMap<>(variables).forEach((name, variable) -> {
            String info = variable.getValueInfo();
            if (variable.getType() != null || info != null) {
                types.set(
                        name,
                        JsonObject.create()
                                .put("type", variable.getType())
                                .put("valueInfo", info == null ? null : json(info))
                                .node());
            }
        });
        return types.isEmpty() ? null : types;
    }

    /** Producers on Kafka can write anything where JSON belongs: what is none is shown as the text that it is. */
    private static JsonNode json(String text) {
        try {
            JsonNode value = Json.mapper().readTree(text);
            return value.isMissingNode() ? TextNode.valueOf(text) : value;
        } catch (JsonProcessingException e) {
            return TextNode.valueOf(text);
        }
    }
}
