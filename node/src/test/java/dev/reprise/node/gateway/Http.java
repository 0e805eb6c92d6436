package dev.reprise.node.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.reprise.query.http.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** A client of a node's HTTP API. */
final class Http {
    /** An answer: its status, and its body as JSON. */
    record Answer(int status, JsonNode body) {
        /** The body, if the status is this one. */
        JsonNode expect(int expected) {
            assertThat(status).as("%s", body).isEqualTo(expected);
            return body;
        }

        String problem() {
            return body.path("type").asText().replace("urn:reprise:problem:", "");
        }
    }

    private final HttpClient client = HttpClient.newHttpClient();
    private final String url;

    Http(String url) {
        this.url = url;
    }

    int port() {
        return URI.create(url).getPort();
    }

    Answer get(String path) {
        return send("GET", path, "").join();
    }

    /** Sends a body with single quotes in place of double ones. */
    Answer post(String path, String body, String... headers) {
        return send("POST", path, body, headers).join();
    }

    CompletableFuture<Answer> send(String method, String path, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path))
                .timeout(Duration.ofSeconds(60))
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body.replace('\'', '"')));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return client.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString())
                .thenApply(response -> new Answer(response.statusCode(), json(response.body())));
    }

    /** A new job of a type; its key. */
    String create(String type) {
        return post("/v1/jobs", "{'type':'" + type + "'}")
                .expect(201)
                .get("jobKey")
                .textValue();
    }

    /** Jobs of a type for an hour; waits for the first for so many milliseconds. */
    CompletableFuture<Answer> poll(String type, String worker, int maxJobs, long wait) {
        return send("POST", "/v1/jobs/activation", pollBody(type, worker, maxJobs, wait));
    }

    static String pollBody(String type, String worker, int maxJobs, long wait) {
        return "{'type':'%s','worker':'%s','maxJobs':%d,'timeout':3600000,'requestTimeout':%d}"
                .formatted(type, worker, maxJobs, wait);
    }

    private static JsonNode json(String text) {
        try {
            return Json.mapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError("Expected JSON, but got " + text, e);
        }
    }
}
