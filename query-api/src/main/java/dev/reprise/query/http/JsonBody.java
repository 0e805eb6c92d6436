package dev.reprise.query.http;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request: a JSON object whose fields are known by name. An unknown field, or one of the wrong kind or out of its
 * range, ends the request with a 400 problem that names it. A field that is null counts as not given.
 */
public final class JsonBody {
    private final JsonNode object;

    private JsonBody(JsonNode object) {
        this.object = object;
    }

    /** The body, of which these fields are known. No body at all counts as an object without fields. */
    public static JsonBody of(Context ctx, String... known) {
        byte[] bytes = ctx.bodyAsBytes();
        if (bytes.length == 0) {
            return new JsonBody(JsonNodeFactory.instance.objectNode());
        }
        requireJson(ctx.header("Content-Type"));
        JsonBody body = new JsonBody(parse(bytes));
        Set<String> names = new TreeSet<>(List.of(known));
        body.object.fieldNames().forEachRemaining(name -> {
            if (!names.contains(name)) {
                throw Problem.invalidField(
                                name,
                                "Expected no fields but %s, but got '%s'"
                                        .formatted(String.join(", ", names), Shown.text(name)))
                        .asException();
            }
        });
        return body;
    }

    /** The field as it is; empty if not given. */
    public Optional<JsonNode> value(String field) {
        return Optional.ofNullable(object.get(field)).filter(value -> !value.isNull());
    }

    public Optional<String> text(String field) {
        return value(field).map(value -> {
            if (!value.isTextual()) {
                throw wrong(field, "a string", value);
            }
            return value.textValue();
        });
    }

    public String requiredText(String field) {
        return text(field).orElseThrow(() -> missing(field));
    }

    /** A whole number within bounds (both included). */
    public Optional<Integer> integer(String field, int least, int most) {
        return whole(field, least, most).map(Math::toIntExact);
    }

    /** A whole number within bounds (both included). */
    public Optional<Long> whole(String field, long least, long most) {
        return value(field).map(value -> {
            boolean fits = value.isIntegralNumber()
                    && value.canConvertToLong()
                    && value.longValue() >= least
                    && value.longValue() <= most;
            if (!fits) {
                throw wrong(field, "a whole number from %d to %d".formatted(least, most), value);
            }
            return value.longValue();
        });
    }

    public Optional<Boolean> flag(String field) {
        return value(field).map(value -> {
            if (!value.isBoolean()) {
                throw wrong(field, "true or false", value);
            }
            return value.booleanValue();
        });
    }

    public Optional<List<String>> texts(String field) {
        return value(field).map(value -> {
            List<String> texts = new ArrayList<>();
            if (!value.isArray()) {
                throw wrong(field, "an array of strings", value);
            }
            for (JsonNode element : value) {
                if (!element.isTextual()) {
                    throw wrong(field, "an array of strings", value);
                }
                texts.add(element.textValue());
            }
            return texts;
        });
    }

    /** The members of a field that is an object, in their order; none if it is not given. */
    public Map<String, JsonNode> members(String field) {
        Map<String, JsonNode> members = new LinkedHashMap<>();
        value(field).ifPresent(value -> {
            if (!value.isObject()) {
                throw wrong(field, "an object", value);
            }
            for (Iterator<Map.Entry<String, JsonNode>> it = value.fields(); it.hasNext(); ) {
                Map.Entry<String, JsonNode> member = it.next();
                members.put(member.getKey(), member.getValue());
            }
        });
        return members;
    }

    /** The problem of a field that must be there. */
    public static ProblemException missing(String field) {
        return Problem.invalidField(field, "Expected '%s' to be given, but it is missing".formatted(field))
                .asException();
    }

    /** The problem of a field whose value is not what is expected. */
    public static ProblemException wrong(String field, String expected, JsonNode value) {
        return Problem.invalidField(
                        field,
                        "Expected '%s' to be %s, but it is %s".formatted(field, expected, Shown.text(value.toString())))
                .asException();
    }

    /** Anything else is refused also since a page of another site may send forms and plain text, but not JSON. */
    private static void requireJson(@Nullable String contentType) {
        String type =
                contentType == null ? "" : contentType.split(";", 2)[0].trim().toLowerCase(Locale.ROOT);
        if (!type.equals("application/json") && !(type.startsWith("application/") && type.endsWith("+json"))) {
            throw Problem.of(
                            ProblemTypes.UNSUPPORTED_MEDIA_TYPE,
                            "Expected Content-Type application/json, but it is '%s'".formatted(Shown.text(type)))
                    .asException();
        }
    }

    private static JsonNode parse(byte[] bytes) {
        try {
            JsonNode body = Json.mapper().readTree(bytes);
            if (body.isObject()) {
                return body;
            }
            throw Problem.of(
                            ProblemTypes.INVALID_BODY,
                            "Expected the body to be a JSON object, but it is %s"
                                    .formatted(body.getNodeType().name().toLowerCase(Locale.ROOT)))
                    .asException();
        } catch (JsonProcessingException e) {
            JsonLocation at = e.getLocation();
            String place = at == null ? "" : " (line %d, column %d)".formatted(at.getLineNr(), at.getColumnNr());
            throw Problem.of(
                            ProblemTypes.INVALID_BODY,
                            "Expected the body to be JSON, but " + e.getOriginalMessage() + place)
                    .asException();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
