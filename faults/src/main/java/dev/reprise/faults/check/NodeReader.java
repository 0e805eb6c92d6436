package dev.reprise.faults.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Reads from one node. What it cannot answer at the moment (503, 504, no connection) is asked again. */
final class NodeReader {
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final ObjectMapper JSON = new ObjectMapper();

    final URI node;
    private final HttpClient http;
    private final Map<String, String> headers;
    private final Duration patience;

    NodeReader(URI node, HttpClient http, Map<String, String> headers, Duration patience) {
        this.node = node;
        this.http = http;
        this.headers = headers;
        this.patience = patience;
    }

    /**
     * The JSON at a path; empty if there is nothing (404).
     *
     * @throws IllegalStateException if there is no such answer within the patience
     */
    Optional<JsonNode> get(String path) {
        long until = System.nanoTime() + patience.toNanos();
        while (true) {
            String answer = "no connection";
            try {
                HttpResponse<String> response = http.send(request(path), BodyHandlers.ofString());
                if (response.statusCode() == 200) {
                    return Optional.of(JSON.readTree(response.body()));
                } else if (response.statusCode() == 404) {
                    return Optional.empty();
                }
                answer = response.statusCode() + " " + response.body();
                if (response.statusCode() < 500 && response.statusCode() != 429) {
                    until = 0;
                }
            } catch (IOException e) {
                answer = e.toString();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                until = 0;
            }
            if (System.nanoTime() > until) {
                throw new IllegalStateException(
                        "Expected %s%s to be answered, but got %s".formatted(node, path, answer));
            }
            pause();
        }
    }

    /** All entries of a list, page by page. */
    List<JsonNode> all(String path, String name) {
        List<JsonNode> entries = new ArrayList<>();
        Optional<JsonNode> page = get(path);
        while (page.isPresent()) {
            page.get().path(name).forEach(entries::add);
            String next = page.get().path("nextCursor").asText("");
            page = next.isEmpty() ? Optional.empty() : get(path + "&cursor=" + next);
        }
        return entries;
    }

    private HttpRequest request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(node.resolve(path)).timeout(TIMEOUT);
        headers.forEach(request::header);
        return request.build();
    }

    static void pause() {
        try {
            TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
