package dev.reprise.node.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reprise.command.CreateJob;
import dev.reprise.command.FailJob;
import dev.reprise.node.Node;
import dev.reprise.node.config.ConfigSources;
import dev.reprise.node.config.Mode;
import dev.reprise.node.config.NodeConfig;
import dev.reprise.node.support.Caller;
import dev.reprise.node.support.Standalone;
import dev.reprise.reply.CommandAccepted;
import dev.reprise.reply.JobSnapshot;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.apache.avro.specific.SpecificRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes share the partitions: each answers everything, and while partitions move an answer is whole or there is none. */
class TwoNodesIT {
    private static final int JOBS = 120;
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    /** Searches of jobs, incidents and events, with what they must count whenever they answer. */
    private static final Map<Function<Reader, HttpResponse<String>>, Integer> SEARCHES = Map.of(
            reader -> reader.post("/v2/jobs/search", "{\"sort\":[{\"field\":\"type\"}]}"), JOBS,
            reader -> reader.post("/v2/incidents/search", "{}"), JOBS / 2,
            reader -> reader.get("/engine-rest/history/external-task-log/count?failureLog=true"), JOBS / 2);

    @TempDir
    Path folder = Path.of("");

    @Test
    void answerForEachOtherAndNeverInPart() {
        try (Node first = Standalone.start(folder.resolve("first"), "partitions", "4");
                Caller caller = new Caller(first.bootstrapServers())) {
            Map<Long, String> positions = new HashMap<>();
            for (long key = 1; key <= JOBS; key++) {
                SpecificRecord create =
                        CreateJob.newBuilder().setJobKey(key).setType("t").build();
                positions.put(key, position(caller.call(create)));
            }
            for (long key = 1; key <= JOBS; key += 2) {
                SpecificRecord fail = FailJob.newBuilder()
                        .setJobKey(key)
                        .setRetries(0)
                        .setErrorMessage("no")
                        .build();
                positions.put(key, position(caller.call(fail)));
            }
            Reader alone = new Reader(first.url());
            checkAll(alone, positions);

            Node second = second(first.bootstrapServers());
            Reader other = new Reader(second.url());
            try {
                // while partitions move to the second node
                Awaitility.await()
                        .atMost(PATIENCE)
                        .pollInterval(Duration.ofMillis(5))
                        .until(() -> {
                            wholeOrNothing(alone, 1 + System.nanoTime() % JOBS);
                            return partitions(alone).size() == 2
                                    && partitions(other).size() == 2
                                    && second.notReady().isEmpty();
                        });
                settle(alone);
                settle(other);
                checkAll(alone, positions);
                checkAll(other, positions);
            } finally {
                second.close();
            }
            // and while they come back
            Awaitility.await()
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> {
                        wholeOrNothing(alone, 1 + System.nanoTime() % JOBS);
                        return partitions(alone).size() == 4;
                    });
            settle(alone);
            checkAll(alone, positions);
        }
    }

    private static String position(SpecificRecord reply) {
        JobSnapshot job = ((CommandAccepted) reply).getJob();
        return job.getPartition() + "-" + job.getOffset();
    }

    /** @param positions of the last command of each job: a read that does not say after which one may be behind it */
    private static void checkAll(Reader reader, Map<Long, String> positions) {
        List<Long> keys = LongStream.rangeClosed(1, JOBS).boxed().toList();
        assertThat(reader.all("/v1/jobs?limit=50", "jobs"))
                .extracting(job -> Long.parseLong(job.get("jobKey").textValue()))
                .isEqualTo(keys);
        for (long key : keys) {
            assertThat(reader.json("/v1/jobs/" + key).get("state").textValue())
                    .isEqualTo(key % 2 == 1 ? "INCIDENT" : "ACTIVATABLE");
            assertThat(reader.json("/v1/jobs/%d/history?wait=20000&after=%s".formatted(key, positions.get(key)))
                            .get("events"))
                    .hasSize(key % 2 == 1 ? 3 : 1);
        }
        assertThat(reader.all("/v1/incidents?limit=7&after=" + positions.get(JOBS - 1L), "incidents"))
                .extracting(incident -> Long.parseLong(incident.get("jobKey").textValue()))
                .isEqualTo(keys.stream().filter(key -> key % 2 == 1).toList());
        assertThat(SEARCHES.keySet())
                .allSatisfy(search ->
                        assertThat(found(search.apply(reader))).hasValue(Objects.requireNonNull(SEARCHES.get(search))));
        assertThat(reader.counts()).isEqualTo(Map.of("t/INCIDENT", JOBS / 2L, "t/ACTIVATABLE", JOBS / 2L));
        assertThat(reader.get("/v1/jobs/999").statusCode()).isEqualTo(404);
        assertThat(reader.get("/v1/jobs/999/history").statusCode()).isEqualTo(404);
    }

    /** What a search counts; empty if it cannot be answered at the moment. */
    private static OptionalInt found(HttpResponse<String> response) {
        if (response.statusCode() == 503) {
            return OptionalInt.empty();
        }
        assertThat(response.statusCode())
                .as("%s: %s", response.uri(), response.body())
                .isEqualTo(200);
        JsonNode body = Reader.parse(response);
        return OptionalInt.of((body.has("page") ? body.at("/page/totalItems") : body.get("count")).intValue());
    }

    private static void wholeOrNothing(Reader reader, long key) {
        HttpResponse<String> list = reader.get("/v1/jobs?limit=1000");
        if (isAnswer(list)) {
            assertThat(Reader.parse(list).get("jobs")).hasSize(JOBS);
        }
        HttpResponse<String> incidents = reader.get("/v1/incidents?limit=1000");
        if (isAnswer(incidents)) {
            assertThat(Reader.parse(incidents).get("incidents")).hasSize(JOBS / 2);
        }
        HttpResponse<String> stats = reader.get("/v1/stats");
        if (isAnswer(stats)) {
            assertThat(Reader.parse(stats).get("total").longValue()).isEqualTo(JOBS);
        }
        HttpResponse<String> history = reader.get("/v1/jobs/" + key + "/history?wait=0");
        if (isAnswer(history)) {
            assertThat(Reader.parse(history).get("events")).isNotEmpty();
        }
        isAnswer(reader.get("/v1/jobs/" + key));
        SEARCHES.forEach((search, count) ->
                found(search.apply(reader)).ifPresent(total -> assertThat(total).isEqualTo(count)));
    }

    /** Whether it is 200; it may be 503 with an advice when to come back, and nothing else. */
    private static boolean isAnswer(HttpResponse<String> response) {
        if (response.statusCode() == 503) {
            assertThat(response.headers().firstValue("Retry-After")).isPresent();
            return false;
        }
        assertThat(response.statusCode())
                .as("%s: %s", response.uri(), response.body())
                .isEqualTo(200);
        return true;
    }

    /** Until all partitions of both applications are where they are going to be. */
    private static void settle(Reader reader) {
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> reader.get("/v1/jobs").statusCode() == 200
                        && reader.get("/v1/stats").statusCode() == 200);
    }

    private static TreeSet<Integer> partitions(Reader reader) {
        TreeSet<Integer> partitions = new TreeSet<>();
        JsonNode status = Reader.parse(reader.get("/health/status"));
        status.at("/parts/processor/partitions").forEach(partition -> partitions.add(partition.intValue()));
        return partitions;
    }

    private Node second(String bootstrapServers) {
        return Node.start(NodeConfig.read(
                Mode.CLUSTER,
                ConfigSources.ofFlags(Map.of(
                        "bootstrap-servers",
                        bootstrapServers,
                        "http-port",
                        "0",
                        "data-dir",
                        folder.resolve("second").toString(),
                        "instance-id",
                        "second"))));
    }
}
