package dev.reprise.query;

import static dev.reprise.query.EngineOnMaps.T0;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reprise.command.CancelJob;
import dev.reprise.query.http.HttpSpec;
import dev.reprise.query.http.Json;
import dev.reprise.query.http.Times;
import dev.reprise.schemas.JobKeys;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JobReadsTest {
    private static final int PARTITIONS = 4;

    private final ReadCluster cluster = new ReadCluster(PARTITIONS, 2);

    @AfterEach
    void close() {
        cluster.close();
    }

    @Test
    void showsAJobThatWaits() throws IOException {
        Position position = cluster.engine.handle(1, Commands.create(1));

        assertThat(cluster.json("/v1/jobs/1")).isEqualTo(Json.mapper().readTree("""
                        {"jobKey": "1", "type": "charge-card", "tenantId": "<default>", "state": "ACTIVATABLE",
                         "retries": 3, "attempt": 0, "priority": 0, "businessKey": "order-1",
                         "process": {"processId": "charge", "processVersion": 3, "elementId": "task"},
                         "createdAt": "%1$s", "since": "%1$s", "sequence": 1, "position": "%2$s"}
                        """.formatted(at(0), position.text())));
    }

    @Test
    void showsTheLeaseOfAJobThatIsHeld() {
        long key = keyIn(0);
        cluster.engine.handle(key, Commands.create(key));
        cluster.engine.handleIn(0, Commands.activate(1));

        JsonNode job = cluster.json("/v1/jobs/" + key);

        assertThat(job.get("state").textValue()).isEqualTo("ACTIVATED");
        assertThat(job.get("lease").get("worker").textValue()).isEqualTo(Commands.WORKER);
        assertThat(job.get("lease").get("deadline").textValue()).isEqualTo(at(60_000));
        assertThat(job.get("lease").get("leaseToken").textValue()).isNotBlank();
        assertThat(job.get("attempt").intValue()).isEqualTo(1);
    }

    @Test
    void showsWhenAJobIsRetriedAndWhyItFailed() {
        cluster.engine.handle(1, Commands.create(1));
        cluster.engine.handle(1, Commands.fail(1, 2, 30_000));

        JsonNode job = cluster.json("/v1/jobs/1");

        assertThat(job.get("state").textValue()).isEqualTo("BACKING_OFF");
        assertThat(job.get("nextRetryAt").textValue()).isEqualTo(at(30_000));
        JsonNode error = job.get("lastError");
        assertThat(error.get("message").textValue()).isEqualTo("Card refused");
        assertThat(error.get("code").textValue()).isEqualTo("REFUSED");
        assertThat(error.get("failedAt").textValue()).isEqualTo(at(0));
        assertThat(error.get("externalExecutionId").textValue()).isEqualTo("run-7");
        assertThat(error.get("hasDetails").booleanValue()).isTrue();
        assertThat(error.has("details")).isFalse();
        assertThat(job.has("lease")).isFalse();
        assertThat(job.has("incident")).isFalse();
    }

    @Test
    void showsPayloadAndDetailsWhenAskedFor() throws IOException {
        cluster.engine.handle(1, Commands.create(1));
        cluster.engine.handle(1, Commands.fail(1, 2, 0));

        JsonNode job = cluster.json("/v1/jobs/1?include=payload,details");

        assertThat(job.get("variables")).isEqualTo(Json.mapper().readTree("{\"amount\": 42.50}"));
        assertThat(job.get("headers")).isEqualTo(Json.mapper().readTree("{\"region\": \"eu\"}"));
        assertThat(job.get("lastError").get("details").textValue()).isEqualTo("at Card.charge(Card.java:7)");
        assertThat(cluster.get("/v1/jobs/1?include=payload").body())
                .contains("42.50")
                .doesNotContain("Card.java");
    }

    @Test
    void showsAnIncidentWithItsJobAndByItself() {
        cluster.engine.handle(1, Commands.create(1));
        cluster.engine.handle(1, Commands.fail(1, 0, 0));

        JsonNode incident = cluster.json("/v1/jobs/1").get("incident");
        JsonNode alone = cluster.json("/v1/incidents/1");

        assertThat(incident.get("reason").textValue()).isEqualTo("WORKER_GAVE_NONE");
        assertThat(incident.get("errorMessage").textValue()).isEqualTo("Card refused");
        assertThat(alone.get("createdAt")).isEqualTo(incident.get("createdAt"));
        assertThat(alone.get("type").textValue()).isEqualTo(Commands.TYPE);
        assertThat(alone.get("jobKey").textValue()).isEqualTo("1");
    }

    @Test
    void showsWhenAJobThatEndedIsPurged() {
        cluster.engine.handle(1, Commands.create(1));
        cluster.engine.handle(1, CancelJob.newBuilder().setJobKey(1).build());

        JsonNode job = cluster.json("/v1/jobs/1");

        assertThat(job.get("state").textValue()).isEqualTo("CANCELED");
        assertThat(job.get("purgeAt").textValue()).isEqualTo(at(24 * 60 * 60 * 1_000L));
    }

    @Test
    void saysWhatIsNotThere() {
        cluster.engine.handle(1, Commands.create(1));

        problem(cluster.get("/v1/jobs/2"), 404, "job-not-found");
        problem(cluster.get("/v1/incidents/2"), 404, "job-not-found");
        assertThat(problem(cluster.get("/v1/incidents/1"), 404, "incident-not-found")
                        .get("state")
                        .textValue())
                .isEqualTo("ACTIVATABLE");
    }

    @Test
    void answersTheSameOnEveryNode() {
        for (long key = 1; key <= 20; key++) {
            cluster.engine.handle(key, Commands.create(key));
            cluster.engine.handle(key, Commands.fail(key, 0, 0));
            for (String path : new String[] {"/v1/jobs/%d?include=payload,details", "/v1/incidents/%d"}) {
                String one = path.formatted(key);
                assertThat(cluster.getFrom(1, one).statusCode()).isEqualTo(200);
                assertThat(cluster.getFrom(1, one).body())
                        .isEqualTo(cluster.getFrom(0, one).body());
            }
        }
        problem(cluster.getFrom(0, "/v1/jobs/99"), 404, "job-not-found");
        problem(cluster.getFrom(1, "/v1/jobs/99"), 404, "job-not-found");
    }

    @Test
    void isUnavailableWhileAPartitionMoves() {
        long key = keyIn(3);
        cluster.engine.handle(key, Commands.create(key));
        cluster.lose(3);

        JsonNode problem = problem(cluster.get("/v1/jobs/" + key), 503, "partition-unavailable");
        assertThat(problem.get("partition").intValue()).isEqualTo(3);

        cluster.move(3, 1);
        cluster.engine.moveAway(3); // assigned, but still being restored there
        problem(cluster.get("/v1/jobs/" + key), 503, "partition-unavailable");

        cluster.engine.comeBack(3);
        assertThat(cluster.get("/v1/jobs/" + key).statusCode()).isEqualTo(200);
    }

    @Test
    void isUnavailableWhileANodeCannotBeReached() {
        long key = keyIn(1);
        cluster.engine.handle(key, Commands.create(key));
        cluster.stop(1);

        problem(cluster.get("/v1/jobs/" + key), 503, "partition-unavailable");
    }

    @Test
    void neverAsksInACircle() {
        // each node believes that the other has the partition; the one that is asked does not ask back
        int partition = 1;
        long key = keyIn(partition);
        HttpResponse<String> answer = cluster.server(0).get("/internal/v1/jobs/" + key);

        problem(answer, 503, "partition-unavailable");
    }

    @Test
    void waitsForAPosition() {
        long key = keyIn(1);
        Position position = cluster.engine.handle(key, Commands.create(key));
        String path = "/v1/jobs/%d?after=%s".formatted(key, new Position(1, position.offset() + 1).text());
        CompletableFuture<HttpResponse<String>> read = CompletableFuture.supplyAsync(() -> cluster.get(path));
        CompletableFuture.delayedExecutor(100, TimeUnit.MILLISECONDS)
                .execute(() -> cluster.engine.handle(key, Commands.complete(key)));

        assertThat(HttpSpec.json(read.join()).get("state").textValue()).isEqualTo("COMPLETED");
    }

    @Test
    void saysThatAPositionWasNotReachedInTime() {
        long key = keyIn(1);
        cluster.engine.handle(key, Commands.create(key));
        long start = System.nanoTime();

        JsonNode problem =
                problem(cluster.get("/v1/jobs/%d?after=1-7&wait=200".formatted(key)), 503, "position-not-reached");

        assertThat(problem.get("position").textValue()).isEqualTo("1-7");
        assertThat((System.nanoTime() - start) / 1_000_000.0).isBetween(190.0, 4_000.0);
        problem(cluster.get("/v1/jobs?after=1-7&wait=0"), 503, "position-not-reached");
        problem(cluster.get("/v1/incidents?after=1-7&wait=0"), 503, "position-not-reached");
        problem(cluster.get("/v1/incidents/%d?after=1-7&wait=0".formatted(key)), 503, "position-not-reached");
        problem(cluster.get("/v1/jobs/%d/history?after=1-7&wait=0".formatted(key)), 503, "position-not-reached");
    }

    @Test
    void doesNotWaitForWhatCannotMatter() {
        long key = keyIn(0);
        cluster.engine.handle(key, Commands.create(key));

        assertThat(cluster.get("/v1/jobs/%d?after=1-999&wait=0".formatted(key)).statusCode())
                .isEqualTo(200);
    }

    @Test
    void answersThoseWhoWaitWhenTheNodeStops() {
        long key = keyIn(0);
        cluster.engine.handle(key, Commands.create(key));
        CompletableFuture<HttpResponse<String>> read =
                CompletableFuture.supplyAsync(() -> cluster.get("/v1/jobs/%d?after=0-999&wait=30000".formatted(key)));
        CompletableFuture.delayedExecutor(200, TimeUnit.MILLISECONDS)
                .execute(() -> cluster.api(0).close());

        problem(read.orTimeout(5, TimeUnit.SECONDS).join(), 503, "position-not-reached");
    }

    @Test
    void namesTheParameterThatIsWrong() {
        assertThat(wrong("/v1/jobs/0")).isEqualTo("jobKey");
        assertThat(wrong("/v1/jobs/-1")).isEqualTo("jobKey");
        assertThat(wrong("/v1/jobs/9223372036854775808")).isEqualTo("jobKey");
        assertThat(wrong("/v1/incidents/abc")).isEqualTo("jobKey");
        assertThat(wrong("/v1/jobs/1?includes=payload")).isEqualTo("includes");
        assertThat(wrong("/v1/jobs/1?include=everything")).isEqualTo("include");
        assertThat(wrong("/v1/jobs/1?after=x")).isEqualTo("after");
        assertThat(wrong("/v1/jobs/1?after=4-0")).isEqualTo("after");
        assertThat(wrong("/v1/jobs/1?after=99999999999-0")).isEqualTo("after");
        assertThat(wrong("/v1/jobs/1?after=0-0&wait=30001")).isEqualTo("wait");
        assertThat(wrong("/v1/jobs?state=DONE")).isEqualTo("state");
        assertThat(wrong("/v1/jobs?state=UNSPECIFIED")).isEqualTo("state");
        assertThat(wrong("/v1/jobs?limit=0")).isEqualTo("limit");
        assertThat(wrong("/v1/jobs?limit=5&limit=6")).isEqualTo("limit");
        assertThat(wrong("/v1/jobs?type=")).isEqualTo("type");
        assertThat(wrong("/v1/incidents?worker=w")).isEqualTo("worker");
        assertThat(wrong("/v1/stats?type=x")).isEqualTo("type");
        assertThat(wrong("/v1/jobs/1/history?state=x")).isEqualTo("state");
    }

    @Test
    void refusesWhatItCannotGive() {
        problem(cluster.get("/v1/jobs/1", "Accept", "application/xml"), 406, "not-acceptable");
        problem(cluster.server(0).send("PUT", "/v1/jobs/1", ""), 405, "method-not-allowed");
        problem(cluster.get("/v1/job/1"), 404, "no-such-path");
    }

    private String wrong(String path) {
        return problem(cluster.get(path), 400, "invalid-parameter")
                .get("parameter")
                .textValue();
    }

    private static JsonNode problem(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        JsonNode problem = HttpSpec.json(answer);
        assertThat(problem.get("type").textValue()).isEqualTo("urn:reprise:problem:" + code);
        if (status == 503) {
            assertThat(answer.headers().firstValue("Retry-After")).contains("1");
        }
        return problem;
    }

    private static long keyIn(int partition) {
        long key = 1;
        while (JobKeys.partitionFor(key, PARTITIONS) != partition) {
            key++;
        }
        return key;
    }

    private static String at(long millisLater) {
        return Times.text(Instant.ofEpochMilli(T0 + millisLater));
    }
}
