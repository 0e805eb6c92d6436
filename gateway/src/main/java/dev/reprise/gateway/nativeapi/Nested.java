package dev.reprise.gateway.nativeapi;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reprise.query.http.JsonBody;
import dev.reprise.query.http.Problem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** An object within a body, as strict as the body itself; problems name the way to the field, {@code rules[0].name}. */
final class Nested {
    private final JsonNode object;
    private final String path;

    private Nested(JsonNode object, String path) {
        this.object = object;
        this.path = path;
    }

    /** An object of which these fields are known; anything else ends the request with a 400 problem. */
    static Nested of(JsonNode value, String path, String... known) {
        if (!value.isObject()) {
            throw JsonBody.wrong(path, "an object", value);
        }
        value.fieldNames().forEachRemaining(name -> {
            if (!Arrays.asList(known).contains(name)) {
                throw Problem.invalidField(
                                path + "." + name,
                                "Expected no fields of '%s' but %s, but got one more"
                                        .formatted(path, String.join(", ", known)))
                        .asException();
            }
        });
        return new Nested(value, path);
    }

    String requiredText(String field) {
        return text(field).orElseThrow(() -> JsonBody.missing(at(field)));
    }

    Optional<String> text(String field) {
        return value(field).map(value -> {
            if (!value.isTextual()) {
                throw JsonBody.wrong(at(field), "a string", value);
            }
            return Fields.wellFormed(value.textValue());
        });
    }

    Optional<Long> whole(String field, long least, long most) {
        return value(field).map(value -> {
            boolean fits = value.isIntegralNumber()
                    && value.canConvertToLong()
                    && value.longValue() >= least
                    && value.longValue() <= most;
            if (!fits) {
                throw JsonBody.wrong(at(field), "a whole number from %d to %d".formatted(least, most), value);
            }
            return value.longValue();
        });
    }

    Optional<Double> number(String field) {
        return value(field).map(value -> {
            if (!value.isNumber()) {
                throw JsonBody.wrong(at(field), "a number", value);
            }
            return value.doubleValue();
        });
    }

    <E extends Enum<E>> Optional<E> oneOf(String field, Class<E> type) {
        return value(field).map(value -> {
            for (E constant : type.getEnumConstants()) {
                if (value.isTextual() && constant.name().equals(value.textValue())) {
                    return constant;
                }
            }
            throw JsonBody.wrong(at(field), "one of " + Arrays.toString(type.getEnumConstants()), value);
        });
    }

    List<String> texts(String field) {
        List<String> texts = new ArrayList<>();
        for (JsonNode element : elements(field, "an array of strings")) {
            if (!element.isTextual()) {
                throw JsonBody.wrong(at(field), "an array of strings", element);
            }
            texts.add(Fields.wellFormed(element.textValue()));
        }
        return texts;
    }

    /** The objects of an array, of which these fields are known. */
    List<Nested> objects(String field, String... known) {
        List<Nested> objects = new ArrayList<>();
        for (JsonNode element : elements(field, "an array of objects")) {
            objects.add(of(element, at(field) + "[" + objects.size() + "]", known));
        }
        return objects;
    }

    private Iterable<JsonNode> elements(String field, String expected) {
        JsonNode array = value(field).orElseThrow(() -> JsonBody.missing(at(field)));
        if (!array.isArray()) {
            throw JsonBody.wrong(at(field), expected, array);
        }
        return array;
    }

    private Optional<JsonNode> value(String field) {
        return Optional.ofNullable(object.get(field)).filter(value -> !value.isNull());
    }

    private String at(String field) {
        return path.isEmpty() ? field : path + "." + field;
    }
}
