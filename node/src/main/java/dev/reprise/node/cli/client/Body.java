package dev.reprise.node.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A JSON object for a request, without the fields that were not given. */
public final class Body {
    private final ObjectNode json = ApiClient.JSON.createObjectNode();

    public Body put(String name, @Nullable Object value) {
        if (value instanceof Duration duration) {
            json.put(name, duration.toMillis());
        } else if (value != null) {
            json.set(name, ApiClient.JSON.valueToTree(value));
        }
        return this;
    }

    /** A JSON object given as text; null for none. */
    public Body put(String name, @Nullable JsonText text) {
        if (text != null) {
            json.set(name, text.json());
        }
        return this;
    }

    public Body put(String name, Map<String, String> values) {
        return values.isEmpty() ? this : put(name, (Object) values);
    }

    public Body put(String name, List<String> values) {
        return values.isEmpty() ? this : put(name, (Object) values);
    }

    /** A field that is sent even when its value is null. */
    public Body putOrNull(String name, @Nullable String value) {
        json.put(name, value);
        return this;
    }

    public JsonNode json() {
        return json;
    }
}
