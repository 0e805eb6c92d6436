package dev.reprise.gateway.camunda8;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.reprise.query.http.Json;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A place in the order of a search as text: base64 of the JSON array of the values that it is sorted by, as Camunda 8 has it. It
 * holds nothing of this node or this moment, so it stays good over restarts and while entries come and go.
 */
final class PageCursor {
    private PageCursor() {}

    static String text(List<@Nullable Comparable<?>> place) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        for (Comparable<?> value : place) {
            if (value == null) {
                array.addNull();
            } else if (value instanceof Long number) {
                array.add(number);
            } else if (value instanceof Integer number) {
                array.add(number);
            } else if (value instanceof Boolean flag) {
                array.add(flag);
            } else if (value instanceof Instant time) {
                array.add(time.toEpochMilli());
            } else {
                array.add(value.toString());
            }
        }
        return Base64.getEncoder().encodeToString(array.toString().getBytes(UTF_8));
    }

    /** The place that a text stands for in this order; empty if none. */
    static <T> Optional<List<@Nullable Comparable<?>>> parse(String text, Order<T> order) {
        JsonNode array;
        try {
            array = Json.mapper().readTree(Base64.getDecoder().decode(text));
        } catch (IllegalArgumentException | IOException e) {
            return Optional.empty();
        }
        List<Property<T>> properties = new ArrayList<>();
        order.by().forEach(by -> properties.add(by.property()));
        properties.add(order.key());
        if (array == null || !array.isArray() || array.size() != properties.size()) {
            return Optional.empty();
        }
        List<@Nullable Comparable<?>> place = new ArrayList<>();
        for (int i = 0; i < properties.size(); i++) {
            JsonNode given = array.get(i);
            Comparable<?> value = value(properties.get(i).kind(), given);
            if (value == null && !given.isNull()) {
                return Optional.empty();
            }
            place.add(value);
        }
        return Optional.of(place);
    }

    /** Null if it is null, or nothing that a property of this kind can be. */
    private static @Nullable Comparable<?> value(Kind kind, JsonNode given) {
        return switch (kind) {
            case KEY -> given.canConvertToLong() && given.isIntegralNumber() ? given.longValue() : null;
            case STRING, WORD_OF_JOB, WORD_OF_INCIDENT -> given.isTextual() ? given.textValue() : null;
            case INTEGER -> given.canConvertToInt() && given.isIntegralNumber() ? given.intValue() : null;
            case TIME ->
                given.canConvertToLong() && given.isIntegralNumber() ? Instant.ofEpochMilli(given.longValue()) : null;
            case FLAG -> given.isBoolean() ? given.booleanValue() : null;
        };
    }
}
