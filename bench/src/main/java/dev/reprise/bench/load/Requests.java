package dev.reprise.bench.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.reprise.schemas.JobKeys;
import java.nio.ByteBuffer;

/** Requests of Reprise's own API as they go over the wire, head and body. */
public final class Requests {
    private static final String FAILURE =
            "{\"retries\":3,\"retryBackOff\":0,\"errorMessage\":\"Card issuer did not answer within 5000 ms\"}";

    private final String host;

    public Requests(int port) {
        host = "127.0.0.1:" + port;
    }

    /** The state of a job. */
    public ByteBuffer get(long jobKey) {
        return bytes("GET " + path(jobKey) + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n");
    }

    /** The creation of a job with a key of the caller's choice. */
    public ByteBuffer create(long jobKey) {
        String text = JobKeys.text(jobKey);
        return post(
                "/v1/jobs",
                "{\"type\":\"charge-card\",\"jobKey\":\"%s\",\"variables\":{\"orderId\":\"ord-%s\"}}"
                        .formatted(text, text),
                "");
    }

    /** A failure of a job that is retried at once. */
    public ByteBuffer fail(long jobKey, String headers) {
        return post(path(jobKey) + "/failure", FAILURE, headers);
    }

    /**
     * Something else.
     *
     * @param headers more of them, each with its end of line
     */
    public ByteBuffer post(String path, String body, String headers) {
        return bytes("POST " + path + " HTTP/1.1\r\nHost: " + host + "\r\nContent-Type: application/json\r\n" + headers
                + "Content-Length: " + body.length() + "\r\n\r\n" + body);
    }

    private static String path(long jobKey) {
        return "/v1/jobs/" + JobKeys.text(jobKey);
    }

    private static ByteBuffer bytes(String request) {
        return ByteBuffer.wrap(request.getBytes(ISO_8859_1));
    }
}
