package dev.reprise.node.camunda7;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.reprise.query.http.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Calls of Camunda 7's API and, to bring about situations, of the native one. */
final class EngineRest {
    /** A job as a Camunda 7 process would have made it. */
    static final String CHARGE = """
            {"type":"charge-card","priority":7,"process":{"processId":"charge","definitionKey":"charge:1:d","versionTag":"v1",\
            "elementId":"chargeCard"}%s}""";

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient client = HttpClient.newHttpClient();
    private final String url;

    EngineRest(String url) {
        this.url = url;
    }

    HttpResponse<String> send(String method, String path, @Nullable String body, Map<String, String> headers) {
        return sending(method, path, body, headers).join();
    }

    CompletableFuture<HttpResponse<String>> sending(
            String method, String path, @Nullable String body, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path))
                .timeout(PATIENCE)
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        headers.forEach(request::header);
        return client.sendAsync(request.build(), BodyHandlers.ofString());
    }

    private static Map<String, String> json() {
        return new TreeMap<>(Map.of("Content-Type", "application/json"));
    }

    HttpResponse<String> call(String method, String path, @Nullable String body) {
        return send(method, "/engine-rest" + path, body, json());
    }

    /** A POST that must succeed; single quotes stand for double ones. */
    JsonNode post(String path, String body) {
        HttpResponse<String> answer = call("POST", path, body.replace('\'', '"'));
        assertThat(answer.statusCode())
                .as("%s %s: %s", path, body, answer.body())
                .isIn(200, 204);
        return answer.body().isEmpty() ? Json.mapper().createObjectNode() : parse(answer.body());
    }

    void put(String path, String body) {
        HttpResponse<String> answer = call("PUT", path, body.replace('\'', '"'));
        assertThat(answer.statusCode())
                .as("%s %s: %s", path, body, answer.body())
                .isEqualTo(204);
    }

    JsonNode get(String path) {
        HttpResponse<String> answer = call("GET", path, null);
        assertThat(answer.statusCode()).as("%s: %s", path, answer.body()).isEqualTo(200);
        return parse(answer.body());
    }

    /** A new task of the topic charge-card; its id. Further fields of the native API, with a comma before them. */
    String charge(String more) {
        return create(CHARGE.formatted(more.replace('\'', '"')));
    }

    /** A new job by its native JSON; its key. */
    String create(String body) {
        HttpResponse<String> answer = send("POST", "/v1/jobs", body.replace('\'', '"'), json());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return parse(answer.body()).get("jobKey").textValue();
    }

    JsonNode job(String id) {
        return parse(send("GET", "/v1/jobs/" + id, null, Map.of()).body());
    }

    /** Waits until the engine has noticed that a lock has run out. */
    void awaitUnlocked(String id) {
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(job(id).get("state").textValue()).isEqualTo("ACTIVATABLE"));
    }

    /** Ends whatever there is. */
    void clear() {
        for (JsonNode task : get("/external-task")) {
            call("DELETE", "/process-instance/" + task.get("id").textValue(), null);
        }
    }

    static JsonNode parse(String text) {
        try {
            return Json.mapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError("Expected JSON, but got " + text, e);
        }
    }
}
