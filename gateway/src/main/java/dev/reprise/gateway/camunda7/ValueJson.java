package dev.reprise.gateway.camunda7;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reprise.common.Variable;
import dev.reprise.processor.engine.VariableTypes;
import dev.reprise.query.http.Json;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** Writes variables as {@code {"type", "value", "valueInfo"}}. What is not typed gets the type that its JSON form calls for. */
final class ValueJson {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private ValueJson() {}

    /** All that a worker sees: local ones hide others of the same name. */
    static Map<String, Variable> visible(Map<String, Variable> variables, Map<String, Variable> local) {
        Map<String, Variable> visible = new HashMap<>(variables);
        visible.putAll(local);
        return visible;
    }

    static ObjectNode of(Map<String, Variable> variables) {
        ObjectNode json = JSON.objectNode();
        new TreeMap<>(variables).forEach((name, variable) -> json.set(name, of(variable)));
        return json;
    }

    private static ObjectNode of(Variable variable) {
        String type = VariableTypes.of(variable);
        ObjectNode json = JSON.objectNode();
        json.put("type", type);
        json.set("value", value(variable, type));
        json.set("valueInfo", info(variable));
        return json;
    }

    private static JsonNode value(Variable variable, String type) {
        if (type.equals("File")) {
            return JSON.nullNode(); // its bytes are fetched apart
        }
        boolean raw = variable.getType() == null && type.equals("Json");
        return raw ? JSON.textNode(variable.getValue()) : parsed(variable.getValue());
    }

    private static JsonNode info(Variable variable) {
        String info = variable.getValueInfo();
        JsonNode json = info == null ? JSON.objectNode() : parsed(info);
        return json.isObject() ? json : JSON.objectNode();
    }

    /** Producers on Kafka can write anything where JSON belongs. */
    static JsonNode parsed(String text) {
        try {
            return Json.mapper().readTree(text);
        } catch (JsonProcessingException e) {
            return JSON.textNode(text);
        }
    }
}
