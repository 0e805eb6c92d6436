package dev.reprise.gateway.camunda7;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.reprise.gateway.http.Body;
import dev.reprise.processor.engine.Texts;
import dev.reprise.query.http.Problem;
import dev.reprise.query.http.ProblemTypes;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An object in a request, read as leniently as the vendor does: unknown fields are passed over, of two the last counts, numbers may
 * be strings and are cut to whole ones, anything simple will do as text.
 */
final class RequestBody {
    private static final ObjectMapper MAPPER = mapper();
    private static final BigDecimal LEAST_LONG = BigDecimal.valueOf(Long.MIN_VALUE);
    private static final BigDecimal MOST_LONG = BigDecimal.valueOf(Long.MAX_VALUE);

    private final JsonNode object;

    private RequestBody(JsonNode object) {
        this.object = object;
    }

    private static ObjectMapper mapper() {
        ObjectMapper mapper = JsonMapper.builder()
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .disable(JsonParser.Feature.INCLUDE_SOURCE_IN_LOCATION)
                .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                .nodeFactory(JsonNodeFactory.withExactBigDecimals(true))
                .build();
        mapper.getFactory()
                .setStreamReadConstraints(StreamReadConstraints.builder()
                        .maxStringLength(Body.MOST_BYTES)
                        .build());
        return mapper;
    }

    /** The body of a request; nothing at all counts as an object without fields. */
    static RequestBody of(Context ctx) {
        Body.requireSize(ctx);
        byte[] bytes = ctx.bodyAsBytes();
        requireJson(ctx, bytes.length);
        return bytes.length == 0 ? of(JsonNodeFactory.instance.objectNode()) : of(parse(bytes));
    }

    /** An object inside a body. */
    static RequestBody of(@Nullable JsonNode node) {
        if (node == null || node.isNull() || node.isMissingNode()) {
            throw EngineError.mistake("NullPointerException", "Expected an object, but it is null", null);
        }
        if (!node.isObject()) {
            throw EngineError.wrongForm();
        }
        return new RequestBody(node);
    }

    private static void requireJson(Context ctx, int length) {
        String header = ctx.header("Content-Type");
        String type = header == null ? "" : header.split(";", 2)[0].trim().toLowerCase(Locale.ROOT);
        if (!type.equals("application/json") && (length > 0 || !type.isEmpty())) {
            throw Problem.of(ProblemTypes.UNSUPPORTED_MEDIA_TYPE, "Expected Content-Type application/json")
                    .asException();
        }
    }

    /** Malformed JSON is told of in JSON; the vendor's text/plain makes its own Java client report a lost connection. */
    private static JsonNode parse(byte[] bytes) {
        try {
            return MAPPER.readTree(bytes);
        } catch (JsonProcessingException e) {
            throw EngineError.invalid(e.getOriginalMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private @Nullable JsonNode value(String field) {
        JsonNode value = object.get(field);
        return value == null || value.isNull() ? null : value;
    }

    @Nullable
    String text(String field) {
        JsonNode value = value(field);
        if (value == null) {
            return null;
        }
        if (value.isContainerNode()) {
            throw EngineError.wrongForm();
        }
        return Texts.wellFormed(value.asText());
    }

    /** The worker; the vendor's 500 if it is missing. */
    String workerId() {
        String worker = text("workerId");
        if (worker == null) {
            throw EngineError.missing("workerId");
        }
        return worker;
    }

    @Nullable
    Long whole(String field) {
        JsonNode value = value(field);
        if (value == null) {
            return null;
        }
        if (!value.isNumber() && !value.isTextual()) {
            throw EngineError.wrongForm();
        }
        try {
            String text = value.asText().trim();
            if (value.isTextual() && text.isEmpty()) {
                return null;
            }
            BigDecimal number = value.isNumber() ? value.decimalValue() : new BigDecimal(text);
            if (number.compareTo(LEAST_LONG) < 0 || number.compareTo(MOST_LONG) > 0) {
                throw EngineError.wrongForm();
            }
            return number.longValue();
        } catch (NumberFormatException e) {
            throw EngineError.wrongForm();
        }
    }

    @Nullable
    Integer integer(String field) {
        Long value = whole(field);
        if (value == null) {
            return null;
        }
        if (value != value.intValue()) {
            throw EngineError.wrongForm();
        }
        return value.intValue();
    }

    /** 0 if it is missing: a primitive of the vendor's. */
    long wholeOrZero(String field) {
        Long value = whole(field);
        return value == null ? 0 : value;
    }

    @Nullable
    Boolean flag(String field) {
        JsonNode value = value(field);
        if (value == null) {
            return null;
        }
        String text = value.asText();
        if (value.isBoolean() || text.equals("true") || text.equals("false")) {
            return value.asBoolean();
        }
        throw EngineError.wrongForm();
    }

    boolean isTrue(String field) {
        return Boolean.TRUE.equals(flag(field));
    }

    /** Elements may be null. */
    @Nullable
    List<@Nullable String> texts(String field) {
        JsonNode value = value(field);
        if (value == null) {
            return null;
        }
        if (!value.isArray()) {
            throw EngineError.wrongForm();
        }
        List<@Nullable String> texts = new ArrayList<>();
        for (JsonNode element : value) {
            if (element.isContainerNode()) {
                throw EngineError.wrongForm();
            }
            texts.add(element.isNull() ? null : element.asText());
        }
        return texts;
    }

    /** None if it is missing. */
    List<RequestBody> objects(String field) {
        JsonNode value = value(field);
        List<RequestBody> objects = new ArrayList<>();
        if (value != null && !value.isArray()) {
            throw EngineError.wrongForm();
        }
        if (value != null) {
            value.forEach(element -> objects.add(of(element)));
        }
        return objects;
    }

    @Nullable
    RequestBody object(String field) {
        JsonNode value = value(field);
        return value == null ? null : of(value);
    }

    /** The members of an object; none if it is missing. */
    Map<String, JsonNode> members(String field) {
        JsonNode value = value(field);
        Map<String, JsonNode> members = new LinkedHashMap<>();
        if (value != null && !value.isObject()) {
            throw EngineError.wrongForm();
        }
        if (value != null) {
            value.properties().forEach(member -> members.put(member.getKey(), member.getValue()));
        }
        return members;
    }

    /** The field as it is; null if it is missing. */
    @Nullable
    JsonNode node(String field) {
        return object.get(field);
    }
}
