package dev.reprise.node.cli.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One call of the HTTP API, put together step by step. */
public final class ApiCall {
    private final String method;
    private final StringBuilder path;
    private Duration answerWithin = Duration.ofSeconds(30);
    private final Map<String, String> headers = new LinkedHashMap<>();
    private @Nullable JsonNode body;
    private @Nullable String idempotencyKey;

    private ApiCall(String method, String path) {
        this.method = method;
        this.path = new StringBuilder(path);
    }

    public static ApiCall get(String path) {
        return new ApiCall("GET", path);
    }

    public static ApiCall post(String path) {
        return new ApiCall("POST", path);
    }

    public static ApiCall put(String path) {
        return new ApiCall("PUT", path);
    }

    public static ApiCall patch(String path) {
        return new ApiCall("PATCH", path);
    }

    public static ApiCall delete(String path) {
        return new ApiCall("DELETE", path);
    }

    /** A part of a path that holds any text, safely. */
    public static String segment(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }

    /** Adds a parameter, unless its value is null. */
    public ApiCall query(String name, @Nullable Object value) {
        if (value != null) {
            path.append(path.indexOf("?") < 0 ? '?' : '&')
                    .append(name)
                    .append('=')
                    .append(URLEncoder.encode(value.toString(), UTF_8));
        }
        return this;
    }

    public ApiCall body(@Nullable JsonNode json) {
        body = json;
        return this;
    }

    /** The id under which a repeat of the call gets the first one's answer; null for none. */
    public ApiCall idempotencyKey(@Nullable String key) {
        idempotencyKey = key;
        return this;
    }

    /** Adds a header, beside those that every call has. */
    public ApiCall header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    /** Waits this much longer than usual for the answer. */
    public ApiCall waitLonger(Duration longer) {
        answerWithin = answerWithin.plus(longer);
        return this;
    }

    String method() {
        return method;
    }

    String pathAndQuery() {
        return path.toString();
    }

    Duration answerWithin() {
        return answerWithin;
    }

    Optional<JsonNode> body() {
        return Optional.ofNullable(body);
    }

    Map<String, String> headers() {
        return headers;
    }

    Optional<String> idempotencyKey() {
        return Optional.ofNullable(idempotencyKey);
    }
}
