package dev.reprise.query.history;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reprise.common.Variable;
import dev.reprise.query.http.JsonObject;
import dev.reprise.query.jobs.PayloadJson;
import dev.reprise.schemas.JobKeys;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * An event as JSON: its type, then its fields as its schema names them. What is null or empty is left out; variables are the JSON
 * values that they are.
 */
public final class EventJson {
    private static final String JOB_KEY = "jobKey";

    private EventJson() {}

    public static ObjectNode of(SpecificRecord event) {
        JsonObject json = JsonObject.create().put("type", event.getSchema().getName());
        putFields(json, event);
        return json.node();
    }

    private static void putFields(JsonObject json, SpecificRecord record) {
        for (Schema.Field field : record.getSchema().getFields()) {
            put(json, field.name(), record.get(field.pos()));
        }
    }

    private static void put(JsonObject json, String name, @Nullable Object value) {
        if (value == null) {
            return;
        }
        if (value instanceof Long number) {
            if (name.equals(JOB_KEY)) {
                json.put(name, JobKeys.text(number));
            } else {
                json.put(name, number.longValue());
            }
        } else if (value instanceof Integer number) {
            json.put(name, number.longValue());
        } else if (value instanceof Boolean flag) {
            json.put(name, flag.booleanValue());
        } else if (value instanceof Instant time) {
            json.time(name, time);
        } else if (value instanceof SpecificRecord record) {
            JsonObject part = JsonObject.create();
            putFields(part, record);
            json.put(name, part.node());
        } else if (value instanceof Map<?, ?> map) {
            putMap(json, name, map);
        } else if (value instanceof Iterable<?> list) {
            ArrayNode texts = JsonNodeFactory.instance.arrayNode();
            list.forEach(text -> texts.add(text.toString()));
            json.put(name, texts);
        } else {
            json.put(name, value.toString());
        }
    }

    private static void putMap(JsonObject json, String name, Map<?, ?> map) {
        if (map.isEmpty()) {
            return;
        }
        Map<String, Variable> variables = new TreeMap<>();
        ObjectNode texts = JsonNodeFactory.instance.objectNode();
        map.forEach((key, value) -> {
            if (value instanceof Variable variable) {
                variables.put(key.toString(), variable);
            } else {
                texts.put(key.toString(), value.toString());
            }
        });
        json.put(name, variables.isEmpty() ? texts : PayloadJson.values(variables));
    }
}
