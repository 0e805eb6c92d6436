package dev.reprise.node.codepipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.reprise.query.http.Json;
import dev.reprise.schemas.JobKeys;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;

/** The native API of a node: what a process engine would do with the jobs that AWS's clients work on. */
final class Api {
    private final HttpClient client = HttpClient.newHttpClient();
    private final String url;

    Api(String url) {
        this.url = url;
    }

    /** A new job; its key. Single quotes stand for double ones. */
    String create(String type, String more) {
        return send("POST", "/v1/jobs", "{'type':'" + type + "'" + more + "}", 201)
                .get("jobKey")
                .textValue();
    }

    JsonNode job(String key) {
        return send("GET", "/v1/jobs/" + key, "", 200);
    }

    JsonNode job(long key) {
        return job(JobKeys.text(key));
    }

    /** Kinds of the events of a job, in order, as soon as there are so many. */
    List<String> events(String key, int count) {
        return org.awaitility.Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> kinds(key), kinds -> kinds.size() >= count);
    }

    private List<String> kinds(String key) {
        JsonNode events = send("GET", "/v1/jobs/" + key + "/history", "", 200).get("events");
        return StreamSupport.stream(events.spliterator(), false)
                .map(event -> event.get("type").textValue())
                .toList();
    }

    JsonNode send(String method, String path, String body, int status) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + path))
                .timeout(Duration.ofSeconds(60))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body.replace('\'', '"')))
                .build();
        HttpResponse<String> answer = send(request);
        assertThat(answer.statusCode()).as("%s", answer.body()).isEqualTo(status);
        try {
            return Json.mapper().readTree(answer.body());
        } catch (JsonProcessingException e) {
            throw new AssertionError(answer.body(), e);
        }
    }

    HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
