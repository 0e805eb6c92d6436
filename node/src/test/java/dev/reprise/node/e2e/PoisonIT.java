package dev.reprise.node.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.command.CreateJob;
import dev.reprise.command.FailJob;
import dev.reprise.node.support.Caller;
import dev.reprise.node.support.ChildNode;
import dev.reprise.node.support.ReadyLine;
import dev.reprise.node.support.Records;
import dev.reprise.schemas.JobKeys;
import dev.reprise.schemas.RecordHeaders;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One record that kills whatever comes to it, between others. */
class PoisonIT {
    private static final long BEFORE = 1_000;
    private static final long AFTER = 2_000;
    private static final int NEIGHBOURS = 20;

    @TempDir
    Path folder = Path.of("");

    @Test
    void thatKillsThreadsIsPutAsideAndItsPartitionGoesOn() {
        try (ChildNode node = start()) {
            ReadyLine ready = node.awaitReady();
            String brokers = ready.bootstrapServers();
            DeadLetters letters = new DeadLetters(brokers);
            long offset;
            try (Caller caller = new Caller(brokers)) {
                offset = plant(caller, PlantedPoison.FOR_THREADS);
            }
            checkLetter(letters, PlantedPoison.FOR_THREADS, offset, AssertionError.class.getName());
            checkNeighbours(brokers);
            checkThatTheDeadAreSilent(ready.url());
        }
    }

    @Test
    void thatEndsProcessesIsPutAsideWhenItHasEndedThree() {
        long offset;
        try (ChildNode node = start()) {
            String brokers = node.awaitReady().bootstrapServers();
            try (Caller caller = new Caller(brokers)) {
                offset = plant(caller, PlantedPoison.FOR_PROCESSES);
            }
            assertThat(node.awaitExit()).isEqualTo(3);
        }
        for (int death = 1; death < 3; death++) {
            try (ChildNode node = start()) {
                assertThat(node.awaitExit()).isEqualTo(3);
            }
        }
        try (ChildNode node = start()) {
            String brokers = node.awaitReady().bootstrapServers();
            DeadLetters letters = DeadLetters.fromBeginning(brokers);
            checkLetter(letters, PlantedPoison.FOR_PROCESSES, offset, "the process ended");
            checkNeighbours(brokers);
        }
    }

    /** Of the partition one lag is told, that of the thread that lives. */
    private static void checkThatTheDeadAreSilent(String url) {
        String metrics = body(URI.create(url + "/metrics"));
        assertThat(metrics).contains("kafka_stream_failed_stream_threads{");
        assertThat(metrics.lines()
                        .filter(line -> line.startsWith("kafka_consumer_fetch_manager_records_lag{")
                                && line.contains("topic=\"job-commands\"")))
                .hasSize(1);
    }

    private static String body(URI uri) {
        try {
            return HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                    .body();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError("Expected an answer to " + uri, e);
        }
    }

    private ChildNode start() {
        return ChildNode.standalone(
                folder,
                "--partitions",
                "1",
                "--set",
                "streams.processor.wrapper.class=" + PlantedPoison.class.getName());
    }

    /** The place of the poison between its neighbours, as fast as they can be written: most are in one transaction with it. */
    private static long plant(Caller caller, long poison) {
        for (int i = 0; i < NEIGHBOURS; i++) {
            caller.append(create(caller, BEFORE + i, "harmless"));
        }
        ProducerRecord<byte[], byte[]> record = create(caller, poison, "poison-" + poison);
        record.headers().add("mine", "kept".getBytes(UTF_8)).add(RecordHeaders.COMMAND_ID, "deadly".getBytes(UTF_8));
        long offset = caller.append(record).offset();
        for (int i = 0; i < NEIGHBOURS; i++) {
            caller.append(create(caller, AFTER + i, "harmless"));
        }
        return offset;
    }

    private static ProducerRecord<byte[], byte[]> create(Caller caller, long key, String type) {
        CreateJob command = CreateJob.newBuilder().setJobKey(key).setType(type).build();
        return Caller.record(null, JobKeys.recordKey(key), caller.bytes(command));
    }

    private static void checkLetter(DeadLetters letters, long poison, long offset, String exception) {
        List<DeadLetters.Letter> found = letters.await(1);
        assertThat(found).hasSize(1);
        DeadLetters.Letter letter = found.get(0);
        assertThat(letter.record().key()).isEqualTo(JobKeys.recordKey(poison));
        assertThat(letter.header("mine")).isEqualTo("kept");
        assertThat(letter.header(RecordHeaders.COMMAND_ID)).isEqualTo("deadly");
        assertThat(letter.header(RecordHeaders.DEAD_LETTER_REASON)).isEqualTo("THREAD_DIED");
        assertThat(letter.header("__streams.errors.exception")).isEqualTo(exception);
        assertThat(letter.header("__streams.errors.offset")).isEqualTo(Long.toString(offset));
    }

    private static void checkNeighbours(String brokers) {
        Records records = new Records(brokers);
        try (Caller caller = new Caller(brokers)) {
            // Behind all others in the only partition: when it is answered, they have been decided.
            caller.call(FailJob.newBuilder().setJobKey(AFTER).setRetries(1).build());
        }
        assertThat(records.eventTypes(BEFORE)).containsExactly("JobCreated");
        assertThat(records.eventTypes(BEFORE + NEIGHBOURS - 1)).containsExactly("JobCreated");
        assertThat(records.eventTypes(AFTER)).containsExactly("JobCreated", "JobFailed");
        assertThat(records.eventTypes(AFTER + NEIGHBOURS - 1)).containsExactly("JobCreated");
        assertThat(records.all()).hasSize(2 * NEIGHBOURS + 1);
        assertThat(DeadLetters.fromBeginning(brokers).await(1)).hasSize(1);
    }
}
