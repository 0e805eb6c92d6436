package dev.reprise.node.cloudflow;

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
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;

/** Jobs and their task tokens, over the native API. */
final class Tasks {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final HttpClient client = HttpClient.newHttpClient();
    private final String url;

    Tasks(String url) {
        this.url = url;
    }

    /** A job and the token of its current activation. */
    record Task(String jobKey, String token, long sequence) {}

    /** A new job of a type and a tenant, activated. */
    Task activated(String type, String tenant) {
        send("POST", "/v1/jobs", "{'type':'%s','tenantId':'%s'}".formatted(type, tenant), 201);
        return next(type, tenant);
    }

    Task activated(String type) {
        return activated(type, "<default>");
    }

    /** The next job of a type, waited for. */
    Task next(String type, String tenant) {
        JsonNode job = send(
                        "POST",
                        "/v1/jobs/activation",
                        ("{'type':'%s','worker':'w','maxJobs':1,'timeout':600000,'requestTimeout':60000,"
                                        + "'tenantIds':['%s']}")
                                .formatted(type, tenant),
                        200)
                .path("jobs")
                .path(0);
        assertThat(job.path("taskToken").asText()).as("%s", job).hasSize(80);
        return new Task(
                job.path("jobKey").asText(),
                job.path("taskToken").asText(),
                job.path("sequence").asLong());
    }

    /** Two attempts, a quarter of a second apart, whatever the error. */
    void retryOnce(String type) {
        String policy = "{'rules':[{'name':'once','errorCodes':['FnF.ALL'],'maxAttempts':2,'initialInterval':250}]}";
        // 202: written, but not yet in force here
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> send("PUT", "/v1/retry-policies/" + type, policy).statusCode() == 200);
    }

    JsonNode job(String jobKey) {
        return send("GET", "/v1/jobs/" + jobKey, "", 200);
    }

    /** Kinds of the events of a job, as soon as there are so many. */
    List<String> events(String jobKey, int count) {
        return Awaitility.await().atMost(PATIENCE).until(() -> kinds(jobKey), kinds -> kinds.size() >= count);
    }

    private List<String> kinds(String jobKey) {
        return StreamSupport.stream(history(jobKey).spliterator(), false)
                .map(event -> event.path("type").asText())
                .toList();
    }

    JsonNode history(String jobKey) {
        return send("GET", "/v1/jobs/" + jobKey + "/history", "", 200).path("events");
    }

    private JsonNode send(String method, String path, String body, int status) {
        HttpResponse<String> answer = send(method, path, body);
        assertThat(answer.statusCode()).as("%s", answer.body()).isEqualTo(status);
        return json(answer);
    }

    private HttpResponse<String> send(String method, String path, String body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + path))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body.replace('\'', '"')))
                .build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static JsonNode json(HttpResponse<String> answer) {
        try {
            return Json.mapper().readTree(answer.body());
        } catch (JsonProcessingException e) {
            throw new AssertionError(answer.body(), e);
        }
    }
}
