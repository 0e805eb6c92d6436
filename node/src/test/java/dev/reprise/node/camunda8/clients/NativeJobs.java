package dev.reprise.node.camunda8.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.reprise.query.http.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Jobs through the native API: what a worker of Camunda can neither create nor see in full. */
final class NativeJobs {
    private final HttpClient client = HttpClient.newHttpClient();
    private final String url;

    NativeJobs(String url) {
        this.url = url;
    }

    /** Creates one with three retries and further fields, as they stand in JSON; its key. */
    long create(String type, String more) {
        String body = "{\"type\":\"%s\",\"retries\":3,%s}".formatted(type, more);
        HttpRequest request = request("/v1/jobs")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return Long.parseLong(answer(request, 201).get("jobKey").textValue());
    }

    /** Where one stands, its variables included. */
    JsonNode get(long key) {
        return read("/v1/jobs/" + key + "?include=payload");
    }

    /** All of a type, in the order of their keys. */
    List<JsonNode> all(String type) {
        List<JsonNode> all = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = read("/v1/jobs?type=" + type + "&limit=1000" + cursor);
            page.get("jobs").forEach(all::add);
            cursor =
                    page.has("nextCursor") ? "&cursor=" + page.get("nextCursor").textValue() : "";
        } while (!cursor.isEmpty());
        return all;
    }

    private JsonNode read(String path) {
        return answer(request(path).build(), 200);
    }

    private JsonNode answer(HttpRequest request, int status) {
        HttpResponse<String> answer =
                client.sendAsync(request, HttpResponse.BodyHandlers.ofString()).join();
        assertThat(answer.statusCode()).as("%s", answer.body()).isEqualTo(status);
        return json(answer.body());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url + path))
                .timeout(Duration.ofSeconds(60))
                .header("Content-Type", "application/json");
    }

    private static JsonNode json(String text) {
        try {
            return Json.mapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError("Expected JSON, but got " + text, e);
        }
    }
}
