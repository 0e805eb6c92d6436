package dev.reprise.node.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.reprise.query.http.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Reads from one node. */
final class Reader {
    private static final Set<String> STATES =
            Set.of("ACTIVATABLE", "ACTIVATED", "BACKING_OFF", "INCIDENT", "COMPLETED", "CANCELED", "ERROR_THROWN");

    private final HttpClient http = HttpClient.newHttpClient();
    private final String url;

    Reader(String url) {
        this.url = url;
    }

    HttpResponse<String> get(String path) {
        return send(HttpRequest.newBuilder(URI.create(url + path)).build());
    }

    /** Posts JSON. */
    HttpResponse<String> post(String path, String json) {
        return send(HttpRequest.newBuilder(URI.create(url + path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json))
                .build());
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError("Expected an answer to " + request.uri(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** The JSON of an answer that must be 200. */
    JsonNode json(String path) {
        HttpResponse<String> answer = get(path);
        assertThat(answer.statusCode()).as("%s: %s", path, answer.body()).isEqualTo(200);
        return parse(answer);
    }

    static JsonNode parse(HttpResponse<String> answer) {
        try {
            return Json.mapper().readTree(answer.body());
        } catch (JsonProcessingException e) {
            throw new AssertionError("Expected JSON, but got " + answer.body(), e);
        }
    }

    /** All entries of a list, page by page. */
    List<JsonNode> all(String path, String name) {
        List<JsonNode> entries = new ArrayList<>();
        String next = path;
        while (true) {
            JsonNode page = json(next);
            page.get(name).forEach(entries::add);
            if (!page.has("nextCursor")) {
                return entries;
            }
            next = path + "&cursor=" + page.get("nextCursor").textValue();
        }
    }

    /** Jobs by type and state, counted one by one in the engine's stores. */
    Map<String, Long> countedOneByOne() {
        Map<String, Long> counts = new TreeMap<>();
        for (JsonNode job : all("/v1/jobs?limit=1000", "jobs")) {
            counts.merge(job.get("type").textValue() + "/" + job.get("state").textValue(), 1L, Long::sum);
        }
        return counts;
    }

    /** Jobs by type and state, as the read model counts them. */
    Map<String, Long> counts() {
        Map<String, Long> counts = new TreeMap<>();
        for (JsonNode type : json("/v1/stats").get("types")) {
            for (String state : STATES) {
                long jobs = type.get("states").get(state).longValue();
                if (jobs > 0) {
                    counts.put(type.get("type").textValue() + "/" + state, jobs);
                }
            }
        }
        return counts;
    }
}
