package dev.reprise.node.camunda8;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.reprise.query.http.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A client of a node's Camunda 8 API that looks at every byte. */
final class Rest {
    /** An answer; the content type is null if there is none. */
    record Answer(int status, @Nullable String contentType, String body, HttpResponse<String> response) {
        JsonNode json() {
            try {
                return body.isEmpty()
                        ? MissingNode.getInstance()
                        : Json.mapper().readTree(body);
            } catch (JsonProcessingException e) {
                throw new AssertionError("Expected JSON, but got " + body, e);
            }
        }

        /** The same, if its status is this one. */
        Answer expect(int expected) {
            assertThat(status).as("%s", body).isEqualTo(expected);
            return this;
        }

        @Nullable
        String header(String name) {
            return response.headers().firstValue(name).orElse(null);
        }

        /** A problem with all five members and no others. */
        void expectProblem(int expected, String title, String detail) {
            assertThat(body)
                    .isEqualTo("{\"type\":\"about:blank\",\"title\":%s,\"status\":%d,\"detail\":%s,\"instance\":%s}"
                            .formatted(
                                    quoted(title),
                                    expected,
                                    quoted(detail),
                                    quoted(response.request().uri().getRawPath())));
            assertThat(status).isEqualTo(expected);
            assertThat(contentType).isEqualTo("application/problem+json");
        }

        private static String quoted(String text) {
            return Json.mapper().getNodeFactory().textNode(text).toString();
        }
    }

    private final HttpClient client = HttpClient.newHttpClient();
    private final String url;

    Rest(String url) {
        this.url = url;
    }

    /** Sends a body with single quotes in place of double ones. */
    Answer post(String path, String body) {
        return send("POST", path, body.replace('\'', '"'), Map.of("Content-Type", "application/json"))
                .join();
    }

    Answer patch(String path, String body) {
        return send("PATCH", path, body.replace('\'', '"'), Map.of("Content-Type", "application/json"))
                .join();
    }

    Answer get(String path) {
        return send("GET", path, "", Map.of()).join();
    }

    CompletableFuture<Answer> send(String method, String path, String body, Map<String, String> headers) {
        return send(method, path, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body), headers);
    }

    CompletableFuture<Answer> send(
            String method, String path, HttpRequest.BodyPublisher body, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path))
                .timeout(Duration.ofSeconds(120))
                .method(method, body);
        headers.forEach(request::setHeader);
        return client.sendAsync(request.build(), BodyHandlers.ofString())
                .thenApply(response -> new Answer(
                        response.statusCode(),
                        response.headers().firstValue("Content-Type").orElse(null),
                        response.body(),
                        response));
    }

    /** A new job of a type, with three retries; its key. */
    String create(String type) {
        return create(type, "");
    }

    /** The same with further fields, each after a comma. */
    String create(String type, String more) {
        return post("/v1/jobs", "{'type':'%s','variables':{'amount':42}%s}".formatted(type, more))
                .expect(201)
                .json()
                .get("jobKey")
                .textValue();
    }

    /** Hands out the jobs of a type that there are at this moment. */
    JsonNode activate(String type) {
        return post(
                        "/v2/jobs/activation",
                        "{'type':'%s','timeout':600000,'maxJobsToActivate':100,'requestTimeout':-1}".formatted(type))
                .expect(200)
                .json()
                .get("jobs");
    }

    /** A new job that a worker holds; its key. */
    String held(String type) {
        String key = create(type);
        assertThat(activate(type)).hasSize(1);
        return key;
    }

    /** Reports a failure with these fields. */
    void fail(String jobKey, String fields) {
        post("/v2/jobs/" + jobKey + "/failure", fields).expect(204);
    }
}
