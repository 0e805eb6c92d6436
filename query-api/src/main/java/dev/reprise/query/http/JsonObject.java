package dev.reprise.query.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Builds a JSON object, leaving out what is null. */
public final class JsonObject {
    private final ObjectNode node = JsonNodeFactory.instance.objectNode();

    private JsonObject() {}

    public static JsonObject create() {
        return new JsonObject();
    }

    public JsonObject put(String name, @Nullable String value) {
        if (value != null) {
            node.put(name, value);
        }
        return this;
    }

    public JsonObject put(String name, long value) {
        node.put(name, value);
        return this;
    }

    public JsonObject put(String name, boolean value) {
        node.put(name, value);
        return this;
    }

    public JsonObject put(String name, @Nullable JsonNode value) {
        if (value != null) {
            node.set(name, value);
        }
        return this;
    }

    public JsonObject time(String name, @Nullable Instant value) {
        return put(name, value == null ? null : Times.text(value));
    }

    /** A moment of stored state: epoch milliseconds, 0 for none. */
    public JsonObject time(String name, long millis) {
        return time(name, Times.ofMillis(millis));
    }

    /** All members of another object, after those that are here. */
    public JsonObject putAll(ObjectNode other) {
        node.setAll(other);
        return this;
    }

    public ObjectNode node() {
        return node;
    }
}
