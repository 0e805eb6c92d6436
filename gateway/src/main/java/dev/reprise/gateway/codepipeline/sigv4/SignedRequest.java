package dev.reprise.gateway.codepipeline.sigv4;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A request as its caller sent it, for its signature to be worked out again.
 *
 * @param method in upper case
 * @param path as sent, still with its escapes
 * @param query as sent, without the question mark; empty for none
 * @param headers all values of a header by its name, whatever the name's case; none if it was not sent
 * @param body all bytes of the body
 */
public record SignedRequest(
        String method, String path, String query, Function<String, List<String>> headers, byte[] body) {
    /** First value of a header. */
    Optional<String> header(String name) {
        return headers.apply(name).stream().findFirst();
    }
}
