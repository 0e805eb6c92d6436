package dev.reprise.query.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;

/**
 * An answer that tells of an error.
 *
 * @param status HTTP status, 400 to 599
 * @param contentType exactly as the header shall say
 * @param headers further headers
 * @param body text, sent as UTF-8
 */
public record ErrorAnswer(int status, String contentType, Map<String, String> headers, String body) {
    public ErrorAnswer {
        headers = Map.copyOf(headers);
    }

    byte[] bytes() {
        return body.getBytes(UTF_8);
    }
}
