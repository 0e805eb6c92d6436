package dev.reprise.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reprise.command.FailJob;
import dev.reprise.query.http.HttpSpec;
import dev.reprise.state.Job;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class ListsTest {
    private static final int PARTITIONS = 5;

    /** So little that a page sees a few rows of each partition. */
    private static final QuerySettings SCANT = new QuerySettings(
            7, Duration.ofMillis(250), 40_000, 10, Duration.ofSeconds(5), 1 << 20, 2, Duration.ofSeconds(3));

    private ReadCluster cluster = new ReadCluster(PARTITIONS, 2);

    @AfterEach
    void close() {
        cluster.close();
    }

    @RepeatedTest(5)
    void showEveryJobOnceInOrderWhateverTheFilterAndTheBudget() {
        long seed = Long.getLong("reprise.seed", System.nanoTime());
        Random random = new Random(seed);
        cluster.close();
        cluster = new ReadCluster(PARTITIONS, 2, random.nextBoolean() ? SCANT : QuerySettings.DEFAULT);
        fill(random);

        assertThat(walk("/v1/jobs?limit=" + (1 + random.nextInt(20)), "jobs", random))
                .as("seed %d", seed)
                .isEqualTo(keys(job -> true));
        assertThat(walk("/v1/jobs?state=INCIDENT&limit=3", "jobs", random))
                .as("seed %d", seed)
                .isEqualTo(keys(job -> job.getIncident() != null));
        assertThat(walk("/v1/incidents?limit=3&errorCode=REFUSED", "incidents", random))
                .as("seed %d", seed)
                .isEqualTo(keys(job -> job.getIncident() != null
                        && "REFUSED".equals(job.getIncident().getErrorCode())));
        assertThat(walk("/v1/jobs?state=ACTIVATED&type=charge-card&worker=worker-1", "jobs", random))
                .as("seed %d", seed)
                .isEqualTo(keys(job -> job.getState().name().equals("ACTIVATED")));
        assertThat(walk("/v1/jobs?tenantId=nobody", "jobs", random)).isEmpty();
        assertThat(walk("/v1/jobs?tenantId=%3Cdefault%3E&type=send-mail", "jobs", random))
                .as("seed %d", seed)
                .isEqualTo(keys(job -> job.getType().equals("send-mail")));
    }

    @Test
    void canBeFollowedWhilePartitionsMove() {
        fill(new Random(1));
        JsonNode first = cluster.json("/v1/jobs?limit=10");

        for (int partition = 0; partition < PARTITIONS; partition++) {
            cluster.move(partition, (partition + 1) % 2);
        }
        JsonNode second = cluster.json(
                "/v1/jobs?limit=10&cursor=" + first.get("nextCursor").textValue());

        assertThat(keysOf(first.get("jobs"))).isEqualTo(keys(job -> true).subList(0, 10));
        assertThat(keysOf(second.get("jobs"))).isEqualTo(keys(job -> true).subList(10, 20));
    }

    @Test
    void areNeverShownInPart() {
        fill(new Random(1));
        cluster.lose(4);

        for (String path : List.of("/v1/jobs", "/v1/jobs?state=INCIDENT", "/v1/incidents", "/v1/stats")) {
            unavailable(cluster.get(path));
        }
        cluster.move(4, 1);
        cluster.engine.moveAway(4);
        unavailable(cluster.get("/v1/jobs"));
        cluster.engine.comeBack(4);
        assertThat(cluster.get("/v1/jobs").statusCode()).isEqualTo(200);

        cluster.stop(1);
        unavailable(cluster.get("/v1/jobs"));
        unavailable(cluster.get("/v1/incidents"));
    }

    @Test
    void areEmptyWhenThereIsNothing() {
        assertThat(cluster.json("/v1/jobs").toString()).isEqualTo("{\"jobs\":[]}");
        assertThat(cluster.json("/v1/incidents").toString()).isEqualTo("{\"incidents\":[]}");
    }

    @Test
    void endWithTheLargestKey() {
        cluster.engine.handle(Long.MAX_VALUE, Commands.create(Long.MAX_VALUE));
        cluster.engine.handle(1, Commands.create(1));

        assertThat(walk("/v1/jobs?limit=1", "jobs", new Random(1))).containsExactly(1L, Long.MAX_VALUE);
    }

    @Test
    void takeOnlyCursorsOfTheirOwn() {
        fill(new Random(1));
        String cursor = cluster.json("/v1/jobs?limit=1").get("nextCursor").textValue();

        assertThat(cluster.get("/v1/jobs?cursor=" + cursor).statusCode()).isEqualTo(200);
        refused("/v1/incidents?cursor=" + cursor);
        refused("/v1/jobs/1/history?cursor=" + cursor);
        refused("/v1/jobs?cursor=" + cursor.substring(1));
        refused("/v1/jobs?cursor=" + cursor.substring(0, cursor.length() - 2) + "AA");
        refused("/v1/jobs?cursor=%21");
        refused("/v1/jobs?cursor=");
        refused("/v1/jobs?cursor=1");
    }

    @Test
    void stayWithinABoundOfBytes() {
        try (ReadCluster scant = new ReadCluster(2, 1, SCANT)) {
            for (long key = 1; key <= 12; key++) {
                scant.engine.handle(key, Commands.create(key));
                scant.engine.handle(
                        key,
                        FailJob.newBuilder(Commands.fail(key, 0, 0))
                                .setErrorMessage("x".repeat(9_000))
                                .build());
            }
            // a job and its incident: 18,000 of 20,000 bytes for each partition
            JsonNode page = scant.json("/v1/jobs?limit=100");
            assertThat(page.get("jobs").size()).isBetween(1, 4);
            assertThat(page.has("nextCursor")).isTrue();
        }
    }

    private void refused(String path) {
        HttpResponse<String> answer = cluster.get(path);
        assertThat(answer.statusCode()).as(path).isEqualTo(400);
        assertThat(HttpSpec.json(answer).get("parameter").textValue()).isEqualTo("cursor");
    }

    private static void unavailable(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(HttpSpec.json(answer).get("type").textValue())
                .isEqualTo("urn:reprise:problem:partition-unavailable");
    }

    /** Follows the cursors, asking any node, to the end. */
    private List<Long> walk(String path, String name, Random random) {
        List<Long> all = new ArrayList<>();
        String next = path;
        for (int pages = 0; pages < 10_000; pages++) {
            HttpResponse<String> answer = cluster.getFrom(random.nextInt(2), next);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            JsonNode page = HttpSpec.json(answer);
            all.addAll(keysOf(page.get(name)));
            if (!page.has("nextCursor")) {
                return all;
            }
            next = path + "&cursor=" + page.get("nextCursor").textValue();
        }
        throw new AssertionError("Expected an end of " + path);
    }

    private static List<Long> keysOf(JsonNode entries) {
        List<Long> keys = new ArrayList<>();
        entries.forEach(entry -> keys.add(Long.parseLong(entry.get("jobKey").textValue())));
        return keys;
    }

    private List<Long> keys(Predicate<Job> wanted) {
        return cluster.engine.jobs().stream()
                .filter(wanted)
                .map(Job::getJobKey)
                .sorted()
                .toList();
    }

    private void fill(Random random) {
        int jobs = 30 + random.nextInt(60);
        for (int i = 0; i < jobs; i++) {
            // near to each other and far apart, so that partitions get ahead of one another
            long key = random.nextInt(3) == 0 ? 1 + random.nextInt(40) : 1 + (random.nextLong() >>> 1) / 2;
            cluster.engine.handle(key, Commands.create(key, random.nextInt(4) == 0 ? "send-mail" : Commands.TYPE));
            if (random.nextInt(3) == 0) {
                cluster.engine.handle(key, Commands.fail(key, 0, 0));
            }
        }
        for (int partition = 0; partition < PARTITIONS; partition++) {
            cluster.engine.handleIn(partition, Commands.activate(3));
        }
    }
}
