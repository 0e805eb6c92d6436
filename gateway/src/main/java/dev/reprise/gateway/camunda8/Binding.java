package dev.reprise.gateway.camunda8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reprise.processor.engine.Texts;
import dev.reprise.query.http.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An object of a request, bound as strictly as Camunda 8.9 does: an unknown property, or one of another type than it has, ends
 * the request with a 400 problem that names the way to it. A number in quotes is no number, and a number is no string. Null
 * counts as absent.
 */
final class Binding {
    private final ObjectNode object;
    private final String path;

    private Binding(ObjectNode object, String path) {
        this.object = object;
        this.path = path;
    }

    /** The object that this JSON is, of which these properties are known; null is an object without any. */
    static Binding of(JsonNode json, String path, Set<String> known) {
        if (json.isNull() || json.isMissingNode()) {
            return new Binding(Json.mapper().createObjectNode(), path);
        }
        if (!(json instanceof ObjectNode object)) {
            throw unparsable(path);
        }
        Binding binding = new Binding(object, path);
        object.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                throw unparsable(binding.at(name));
            }
        });
        return binding;
    }

    /** JSON as a tree; what is none, or has a property twice, ends the request with a 400 problem. */
    static JsonNode parse(String json) {
        try {
            return json.isBlank() ? NullNode.instance : Json.mapper().readTree(json);
        } catch (JsonProcessingException e) {
            throw unreadable();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The request cannot be read at all. */
    static RestException unreadable() {
        return RestProblem.badRequest("Failed to read request").asException();
    }

    /** A property has another type than it should, or should not be there. */
    static RestException unparsable(String path) {
        return RestProblem.badRequest("Request property [%s] cannot be parsed".formatted(path))
                .asException();
    }

    @Nullable
    String text(String name) {
        JsonNode value = value(name);
        return value == null ? null : text(value, at(name));
    }

    @Nullable
    Integer int32(String name) {
        JsonNode value = value(name);
        if (value == null) {
            return null;
        }
        if (!value.isIntegralNumber()) {
            throw unparsable(at(name));
        }
        if (!value.canConvertToInt()) {
            throw unreadable();
        }
        return value.intValue();
    }

    @Nullable
    Long int64(String name) {
        JsonNode value = value(name);
        if (value == null) {
            return null;
        }
        if (!value.isIntegralNumber()) {
            throw unparsable(at(name));
        }
        if (!value.canConvertToLong()) {
            throw unreadable();
        }
        return value.longValue();
    }

    @Nullable
    Boolean flag(String name) {
        JsonNode value = value(name);
        if (value != null && !value.isBoolean()) {
            throw unparsable(at(name));
        }
        return value == null ? null : value.booleanValue();
    }

    /** The strings of an array; none if it is absent. */
    List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        for (JsonNode element : elements(name)) {
            texts.add(text(element, at(name)));
        }
        return texts;
    }

    /** The constant with this name; null if absent. */
    <E extends Enum<E>> @Nullable E constant(String name, Class<E> type) {
        String text = text(name);
        if (text == null) {
            return null;
        }
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(text)) {
                return constant;
            }
        }
        throw RestProblem.badRequest("Unexpected value '%s' for enum field '%s'. Use any of the following values: %s"
                        .formatted(text, name, Arrays.toString(type.getEnumConstants())))
                .asException();
    }

    /** An object within, of which these properties are known; null if absent. */
    @Nullable
    Binding object(String name, Set<String> known) {
        JsonNode value = value(name);
        return value == null ? null : of(value, at(name), known);
    }

    /** The objects of an array, of which these properties are known; none if it is absent. */
    List<Binding> objects(String name, Set<String> known) {
        List<Binding> objects = new ArrayList<>();
        for (JsonNode element : elements(name)) {
            if (!element.isObject()) {
                throw unparsable(at(name));
            }
            objects.add(of(element, at(name), known));
        }
        return objects;
    }

    /** Whatever it is; null if absent. */
    @Nullable
    JsonNode value(String name) {
        JsonNode value = object.get(name);
        return value == null || value.isNull() ? null : value;
    }

    /** The way to a property. */
    String at(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    private Iterable<JsonNode> elements(String name) {
        JsonNode value = value(name);
        if (value == null) {
            return List.of();
        }
        if (!value.isArray()) {
            throw unparsable(at(name));
        }
        return value;
    }

    private static String text(JsonNode value, String path) {
        if (!value.isTextual()) {
            throw unparsable(path);
        }
        return String.valueOf(Texts.wellFormed(value.textValue()));
    }
}
