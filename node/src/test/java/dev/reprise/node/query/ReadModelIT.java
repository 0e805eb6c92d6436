package dev.reprise.node.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reprise.command.CompleteJob;
import dev.reprise.command.CreateJob;
import dev.reprise.command.FailJob;
import dev.reprise.node.Node;
import dev.reprise.node.support.Caller;
import dev.reprise.node.support.ChildNode;
import dev.reprise.node.support.ReadyLine;
import dev.reprise.node.support.Standalone;
import dev.reprise.schemas.JobKeys;
import dev.reprise.schemas.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The read model on a real broker: exact after kills, and loud about what it cannot fold. */
class ReadModelIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int JOBS = 300;

    @TempDir
    Path folder = Path.of("");

    @Test
    void countsEveryEventOnceWhateverIsKilled() {
        Random random = new Random(7);
        for (int kill = 0; kill < 3; kill++) {
            try (ChildNode node = ChildNode.standalone(folder, "--partitions", "2")) {
                ReadyLine ready = node.awaitReady();
                try (Caller caller = new Caller(ready.bootstrapServers())) {
                    for (int i = 0; i < 3_000; i++) {
                        append(caller, any(random));
                    }
                    // in the middle of folding what it was sent
                    caller.call(any(random));
                }
                node.kill();
            }
        }
        try (Node node = Standalone.start(folder)) {
            Reader reader = new Reader(node.url());
            Awaitility.await().atMost(PATIENCE).untilAsserted(() -> {
                Map<String, Long> counted = reader.countedOneByOne();
                assertThat(counted.values().stream().mapToLong(Long::longValue).sum())
                        .isGreaterThan(JOBS / 2);
                assertThat(reader.counts()).isEqualTo(counted);
                assertThat(reader.countedOneByOne()).isEqualTo(counted); // nothing is under way any more
            });
            for (JsonNode job : reader.all("/v1/jobs?limit=1000", "jobs")) {
                assertThat(reader.all(
                                "/v1/jobs/%s/history?limit=1000"
                                        .formatted(job.get("jobKey").textValue()),
                                "events"))
                        .extracting(event -> event.get("sequence").longValue())
                        .containsExactlyElementsOf(
                                LongStream.rangeClosed(1, job.get("sequence").longValue())
                                        .boxed()
                                        .toList());
            }
        }
    }

    @Test
    void stopsAtWhatItCannotFoldAndTheRestGoesOn() {
        try (Node node = Standalone.start(folder, "partitions", "1");
                Caller caller = new Caller(node.bootstrapServers())) {
            Reader reader = new Reader(node.url());
            caller.call(create(1));
            Awaitility.await().atMost(PATIENCE).until(() -> reader.counts().equals(Map.of("t/ACTIVATABLE", 1L)));

            caller.append(new ProducerRecord<>(Topics.JOB_EVENTS, 0, JobKeys.recordKey(1), new byte[] {1, 2, 3}));
            Awaitility.await()
                    .atMost(PATIENCE)
                    .until(() -> reader.get("/v1/stats").body().contains("read-model-stopped"));

            assertThat(reader.get("/v1/stats").body()).contains("job-events-0").contains("the first byte is 1");
            assertThat(reader.get("/v1/jobs/1/history").statusCode()).isEqualTo(503);
            assertThat(reader.json("/health/status").toString()).contains("the first byte is 1");
            caller.call(create(2));
            assertThat(reader.json("/v1/jobs/2").get("state").textValue()).isEqualTo("ACTIVATABLE");
            assertThat(reader.json("/v1/jobs").get("jobs")).hasSize(2);
        }
    }

    private static SpecificRecord any(Random random) {
        long key = 1 + random.nextInt(JOBS);
        return switch (random.nextInt(5)) {
            case 0 -> create(key);
            case 1, 2 ->
                FailJob.newBuilder()
                        .setJobKey(key)
                        .setRetries(random.nextInt(2))
                        .setRetryBackOff(random.nextInt(2) * 500L)
                        .build();
            case 3 -> FailJob.newBuilder().setJobKey(key).setRetries(3).build();
            default ->
                random.nextInt(4) == 0 ? CompleteJob.newBuilder().setJobKey(key).build() : create(key);
        };
    }

    private static CreateJob create(long key) {
        return CreateJob.newBuilder()
                .setJobKey(key)
                .setType(key % 3 == 0 ? "u" : "t")
                .build();
    }

    private static void append(Caller caller, SpecificRecord command) {
        caller.append(Caller.record(null, JobKeys.recordKey((Long) command.get(0)), caller.bytes(command)));
    }
}
