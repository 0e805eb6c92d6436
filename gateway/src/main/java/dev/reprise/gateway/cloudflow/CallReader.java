package dev.reprise.gateway.cloudflow;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reprise.query.http.Json;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads calls: parameters are taken from the query, from a form and from a JSON object, wherever a client puts them. */
final class CallReader {
    /** Largest body in bytes (limits of CloudFlow: 1,024 KiB). */
    static final int MOST_BYTES = 1 << 20;

    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String JSON = "application/json";

    private CallReader() {}

    static FlowCall read(Context ctx) {
        byte[] body = ctx.bodyAsBytes(); // to its end in any case, so that its sender gets to read the answer
        if (body.length > MOST_BYTES) {
            throw FlowError.ENTITY_TOO_LARGE.with(MOST_BYTES);
        }
        Map<String, String> headers = new HashMap<>();
        ctx.headerMap().forEach((name, value) -> headers.putIfAbsent(name.toLowerCase(Locale.ROOT), value.trim()));
        @Nullable String raw = ctx.queryString();
        Map<String, String> query = raw == null ? Map.of() : Escapes.parse(raw);
        Map<String, String> params = new LinkedHashMap<>(query);
        if (body.length > 0) {
            params.putAll(parse(body, headers.get("content-type"), headers.get("content-encoding")));
            Escapes.requireFew(params);
        }
        return new FlowCall(ctx.method().name(), ctx.req().getRequestURI(), headers, query, params, body);
    }

    private static Map<String, String> parse(
            byte[] body, @Nullable String contentType, @Nullable String contentEncoding) {
        if (contentEncoding != null && !contentEncoding.equalsIgnoreCase("identity")) {
            throw FlowError.UNSUPPORTED_MEDIA_TYPE.with();
        }
        return switch (mediaType(contentType)) {
            case FORM -> Escapes.parse(Escapes.utf8(body));
            case JSON -> members(body);
            default -> throw FlowError.UNSUPPORTED_MEDIA_TYPE.with();
        };
    }

    /** The type without its parameters; empty if there is none, or if it has another charset than UTF-8. */
    private static String mediaType(@Nullable String contentType) {
        String[] parts = String.valueOf(contentType).toLowerCase(Locale.ROOT).split(";", -1);
        boolean utf8 = Arrays.stream(parts)
                .map(part -> part.replaceAll("[\\s\"]", ""))
                .filter(part -> part.startsWith("charset="))
                .allMatch(part -> part.equals("charset=utf-8") || part.equals("charset=utf8"));
        return utf8 ? parts[0].trim() : "";
    }

    /** The members of a JSON object: texts as they are, all else as JSON; null counts as not given. */
    private static Map<String, String> members(byte[] body) {
        JsonNode object;
        try {
            object = Json.mapper().readTree(Escapes.utf8(body));
        } catch (IOException e) {
            throw notAnObject();
        }
        if (object == null || !object.isObject()) {
            throw notAnObject();
        }
        Map<String, String> members = new LinkedHashMap<>();
        object.fields().forEachRemaining(member -> {
            JsonNode value = member.getValue();
            if (!value.isNull()) {
                members.put(member.getKey(), value.isTextual() ? value.textValue() : value.toString());
            }
        });
        return members;
    }

    private static Refused notAnObject() {
        return FlowError.INVALID_ARGUMENT.with("Expected the body to be a JSON object, but it is not.");
    }
}
