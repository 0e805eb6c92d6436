package dev.reprise.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reprise.query.http.HttpSpec;
import dev.reprise.query.http.Json;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HistoryTest {
    private static final long DAY = 24 * 60 * 60 * 1_000L;

    private final ReadCluster cluster = new ReadCluster(3, 2);

    @AfterEach
    void close() {
        cluster.close();
    }

    @Test
    void hasEveryEventWithItsFields() throws IOException {
        cluster.engine.handle(1, Commands.create(1));
        cluster.engine.pass(5);
        cluster.engine.handle(1, Commands.fail(1, 1, 1_000));
        cluster.model.catchUp(cluster.engine);

        JsonNode history = cluster.json("/v1/jobs/1/history");

        assertThat(history.get("jobKey").textValue()).isEqualTo("1");
        assertThat(history.has("nextCursor")).isFalse();
        assertThat(history.get("events").get(0)).isEqualTo(Json.mapper().readTree("""
                        {"type": "JobCreated", "jobKey": "1", "sequence": 1, "occurredAt": "2025-06-15T15:06:40.000Z",
                         "commandId": "%s", "version": 1, "jobType": "charge-card", "tenantId": "<default>",
                         "priority": 0, "retries": 3, "retriesGiven": false, "variables": {"amount": 42.50},
                         "headers": {"region": "eu"}, "businessKey": "order-1",
                         "process": {"processId": "charge", "processVersion": 3, "elementId": "task"}}
                        """.formatted(
                        history.get("events").get(0).get("commandId").textValue())));
        assertThat(types(history)).containsExactly("JobCreated", "JobFailed", "JobRetryScheduled");
        JsonNode failed = history.get("events").get(1);
        assertThat(failed.get("errorDetails").textValue()).isEqualTo("at Card.charge(Card.java:7)");
        assertThat(failed.get("backOff").longValue()).isEqualTo(1_000);
        assertThat(history.get("events").get(2).get("dueAt").textValue()).isEqualTo("2025-06-15T15:06:41.005Z");
    }

    @Test
    void comesInPagesFromAnyNode() {
        for (long key = 1; key <= 6; key++) {
            cluster.engine.handle(key, Commands.create(key));
            for (int i = 0; i < 5; i++) {
                cluster.engine.handle(key, Commands.fail(key, 1, 0));
            }
        }
        cluster.model.catchUp(cluster.engine);
        for (long key = 1; key <= 6; key++) {
            List<Long> sequences = new ArrayList<>();
            String path = "/v1/jobs/%d/history?limit=4".formatted(key);
            JsonNode first = HttpSpec.json(cluster.getFrom(0, path));
            JsonNode second = HttpSpec.json(cluster.getFrom(
                    1, path + "&cursor=" + first.get("nextCursor").textValue()));
            first.get("events")
                    .forEach(event -> sequences.add(event.get("sequence").longValue()));
            second.get("events")
                    .forEach(event -> sequences.add(event.get("sequence").longValue()));

            assertThat(sequences).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
            assertThat(second.has("nextCursor")).isFalse();
            assertThat(cluster.get("/v1/jobs/%d/history?cursor=%s"
                                    .formatted(
                                            key % 6 + 1, first.get("nextCursor").textValue()))
                            .statusCode())
                    .isEqualTo(400);
        }
    }

    @Test
    void isNotFoundOnlyIfTheEngineHasNoSuchJobEither() {
        assertThat(problem("/v1/jobs/1/history", 404)).isEqualTo("job-not-found");

        cluster.engine.handle(1, Commands.create(1));
        assertThat(problem("/v1/jobs/1/history?wait=0", 503)).isEqualTo("read-model-behind");

        CompletableFuture.delayedExecutor(50, TimeUnit.MILLISECONDS)
                .execute(() -> cluster.model.catchUp(cluster.engine));
        assertThat(types(cluster.json("/v1/jobs/1/history"))).containsExactly("JobCreated");
    }

    @Test
    void waitsForWhatAPositionLedTo() {
        cluster.engine.handle(1, Commands.create(1));
        cluster.model.catchUp(cluster.engine);
        Position position = cluster.engine.handle(1, Commands.complete(1));

        assertThat(types(cluster.json("/v1/jobs/1/history"))).containsExactly("JobCreated");
        assertThat(problem("/v1/jobs/1/history?wait=0&after=" + position.text(), 503))
                .isEqualTo("read-model-behind");
        CompletableFuture.delayedExecutor(50, TimeUnit.MILLISECONDS)
                .execute(() -> cluster.model.catchUp(cluster.engine));
        assertThat(types(cluster.json("/v1/jobs/1/history?after=" + position.text())))
                .containsExactly("JobCreated", "JobCompleted");
    }

    @Test
    void endsWithItsJob() {
        cluster.engine.handle(1, Commands.create(1));
        Position last = cluster.engine.handle(1, Commands.complete(1));
        cluster.model.catchUp(cluster.engine);
        cluster.engine.pass(DAY);

        assertThat(problem("/v1/jobs/1/history?wait=0&after=" + last.text(), 503))
                .isEqualTo("read-model-behind");
        cluster.model.catchUp(cluster.engine);
        assertThat(problem("/v1/jobs/1/history", 404)).isEqualTo("job-not-found");

        Position again = cluster.engine.handle(1, Commands.create(1));
        assertThat(problem("/v1/jobs/1/history?wait=0&after=" + again.text(), 503))
                .isEqualTo("read-model-behind");
        cluster.model.catchUp(cluster.engine);
        assertThat(types(cluster.json("/v1/jobs/1/history"))).containsExactly("JobCreated");
    }

    @Test
    void isUnavailableWhileThePartitionMovesOrTheReadModelHasStopped() {
        cluster.engine.handle(1, Commands.create(1));
        cluster.model.catchUp(cluster.engine);
        for (int partition = 0; partition < 3; partition++) {
            cluster.model.moveAway(partition);
        }
        assertThat(problem("/v1/jobs/1/history", 503)).isEqualTo("partition-unavailable");
        assertThat(problem("/v1/stats", 503)).isEqualTo("partition-unavailable");

        cluster.model.stop("Expected to fold the record at offset 7 of job-events-0, but it has no value");
        HttpResponse<String> answer = cluster.get("/v1/jobs/1/history");
        assertThat(answer.body()).contains("read-model-stopped").contains("offset 7 of job-events-0");
        assertThat(answer.headers().firstValue("Retry-After")).contains("30");
        assertThat(problem("/v1/stats", 503)).isEqualTo("read-model-stopped");
        assertThat(cluster.get("/v1/jobs/1").statusCode()).isEqualTo(200);
    }

    private String problem(String path, int status) {
        HttpResponse<String> answer = cluster.get(path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return HttpSpec.json(answer).get("type").textValue().replace("urn:reprise:problem:", "");
    }

    private static List<String> types(JsonNode history) {
        List<String> types = new ArrayList<>();
        history.get("events").forEach(event -> types.add(event.get("type").textValue()));
        return types;
    }
}
