package dev.reprise.node.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.reprise.command.CompleteJob;
import dev.reprise.node.Node;
import dev.reprise.node.support.Standalone;
import dev.reprise.schemas.JobKeys;
import dev.reprise.schemas.RecordSerdes;
import dev.reprise.schemas.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Producers on Kafka write more commands than the engine keeps up with, and callers over HTTP stand in the same line. */
class FloodIT {
    private static final int CALLERS = 16;
    private static final int ENOUGH = 200;
    private static final long MOST = 4_000_000;

    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicInteger unknown = new AtomicInteger();

    @Test
    void callersAreRefusedRatherThanLeftInDoubt(@TempDir Path folder) {
        try (Node node = Standalone.start(folder, "answer-timeout-ms", "1000", "answer-target-ms", "100")) {
            Http http = new Http(node.url());
            http.create("before");
            CompletableFuture<Void> flood =
                    CompletableFuture.runAsync(() -> flood(node.bootstrapServers()), run -> new Thread(run).start());
            CompletableFuture<?>[] callers = new CompletableFuture<?>[CALLERS];
            for (int i = 0; i < CALLERS; i++) {
                callers[i] = CompletableFuture.runAsync(() -> call(http), run -> new Thread(run).start());
            }

            try {
                await().atMost(Duration.ofSeconds(90)).until(() -> most() || flood.isDone());
            } finally {
                over.set(true);
            }
            CompletableFuture.allOf(callers).join();
            flood.join();

            assertThat(refused).hasValueGreaterThanOrEqualTo(ENOUGH);
            assertThat(most())
                    .as("%s refused, %s left in doubt", refused, unknown)
                    .isTrue();
            await().atMost(Duration.ofSeconds(180)) // until what it wrote is worked off
                    .pollInterval(Duration.ofMillis(200))
                    .until(() -> http.post("/v1/jobs", "{'type':'after'}").status() == 201);
        }
    }

    /** The first ones are left in doubt: nobody knows yet how much there is before them. */
    private boolean most() {
        return refused.get() >= ENOUGH && unknown.get() < refused.get() / 2;
    }

    private void call(Http http) {
        while (!over.get()) {
            Http.Answer answer = http.post("/v1/jobs", "{'type':'during'}");
            if (answer.status() == 503) {
                assertThat(answer.problem()).isEqualTo("overloaded");
                refused.incrementAndGet();
            } else if (answer.status() == 504) {
                unknown.incrementAndGet();
            } else {
                answer.expect(201);
            }
        }
    }

    private void flood(String bootstrapServers) {
        RecordSerdes serdes = RecordSerdes.from(Map.of());
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers), new ByteArraySerializer(), new ByteArraySerializer())) {
            for (long job = 1; job < MOST && !over.get(); job++) {
                CompleteJob command = CompleteJob.newBuilder().setJobKey(job).build();
                producer.send(new ProducerRecord<>(
                        Topics.JOB_COMMANDS,
                        JobKeys.recordKey(job),
                        serdes.serializer().serialize(Topics.JOB_COMMANDS, command)));
            }
        }
    }
}
