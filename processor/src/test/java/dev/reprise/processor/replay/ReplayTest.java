package dev.reprise.processor.replay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reprise.command.ActivateJobs;
import dev.reprise.command.CancelJob;
import dev.reprise.command.CreateJob;
import dev.reprise.command.FailJob;
import dev.reprise.common.Variable;
import dev.reprise.event.JobCreated;
import dev.reprise.processor.engine.EngineSettings;
import dev.reprise.processor.streams.RowKeys;
import dev.reprise.processor.streams.StoreNames;
import dev.reprise.processor.streams.TopologyFixture;
import dev.reprise.schemas.AvroWire;
import dev.reprise.schemas.RecordSerdes;
import dev.reprise.schemas.Topics;
import dev.reprise.state.Job;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Replays what the real topology has written. */
class ReplayTest {
    private static final AvroWire WIRE = new AvroWire();
    private static final long WAITING = 1;
    private static final long BACKING_OFF = 2;
    private static final long HELD = 3;
    private static final long STUCK = 4;
    private static final long ENDED = 5;

    private final RecordedLog log = new RecordedLog();
    private TopologyFixture topology;

    @BeforeEach
    void letThingsHappen() {
        topology = TopologyFixture.inMemory();
        for (long job = 1; job <= 5; job++) {
            topology.command(
                    CreateJob.newBuilder()
                            .setJobKey(job)
                            .setType("type-" + job)
                            .setVariables(Map.of(
                                    "a", Variable.newBuilder().setValue("1").build(),
                                    "b", Variable.newBuilder().setValue("2").build()))
                            .build(),
                    "create-" + job);
        }
        topology.command(fail(BACKING_OFF, 3, 5_000), "c1");
        topology.command(
                ActivateJobs.newBuilder()
                        .setType("type-3")
                        .setWorker("w")
                        .setMaxJobs(1)
                        .setTimeout(9_000)
                        .build(),
                "c2");
        topology.command(fail(STUCK, 0, 0), "c3");
        topology.command(CancelJob.newBuilder().setJobKey(ENDED).build(), "c4");
    }

    @AfterEach
    void stop() {
        topology.close();
    }

    @Test
    void findsTheStoresEqual() {
        writeEvents();
        writeChangelogs();
        ReplayResult result = replay();
        assertThat(result.isEqual()).isTrue();
        assertThat(result.first()).isEmpty();
        assertThat(result.jobs()).isEqualTo(5);
        assertThat(result.events()).isEqualTo(5 + 2 + 1 + 2 + 1);
        assertThat(result.moving()).isZero();
        assertThat(log.rounds()).isEqualTo(1);
    }

    @Test
    void findsPurgedJobsEqual() {
        topology.passUntil(TopologyFixture.T0 + EngineSettings.DEFAULT.retention());
        writeEvents();
        writeChangelogs();
        ReplayResult result = replay();
        assertThat(result.isEqual()).isTrue();
        assertThat(result.jobs()).as("the ended one is purged").isEqualTo(4);
    }

    @Test
    void namesTheFieldThatDiffers() {
        writeEvents();
        writeChangelogs();
        Job job = topology.job(BACKING_OFF).orElseThrow();
        job.put("retries", 2);
        overwrite(StoreNames.JOBS, RowKeys.job(BACKING_OFF), WIRE.encode(job));
        ReplayResult result = replay();
        assertThat(result.isEqual()).isFalse();
        assertThat(result.different()).isEqualTo(1);
        assertThat(result.first()).contains(new Difference(0, BACKING_OFF, "job.retries", "3", "2"));
        assertThat(result.first().orElseThrow())
                .hasToString("Job 2 (partition 0): expected job.retries to be 3, but it is 2");
    }

    @Test
    void namesAJobThatIsMissing() {
        writeEvents();
        writeChangelogs();
        log.write(StoreNames.changelog(StoreNames.JOBS), RowKeys.job(HELD), null);
        Difference difference = replay().first().orElseThrow();
        assertThat(difference.jobKey()).isEqualTo(HELD);
        assertThat(difference.field()).isEqualTo("job");
        assertThat(difference.actual()).isEqualTo("absent");
    }

    @Test
    void namesAJobThatNoEventTellsOf() {
        writeEvents();
        writeChangelogs();
        overwrite(
                StoreNames.JOBS,
                RowKeys.job(77),
                WIRE.encode(topology.job(WAITING).orElseThrow()));
        Difference difference = replay().first().orElseThrow();
        assertThat(difference.jobKey()).isEqualTo(77);
        assertThat(difference.field()).isEqualTo("job");
        assertThat(difference.expected()).isEqualTo("absent");
    }

    @Test
    void saysThatARowCannotBeRead() {
        writeEvents();
        writeChangelogs();
        overwrite(StoreNames.JOBS, RowKeys.job(STUCK), "rubbish".getBytes(UTF_8));
        assertThat(replay().first().orElseThrow().actual()).startsWith("unreadable");
    }

    @Test
    void takesMapsForEqualWhateverTheirOrder() {
        writeEvents();
        writeChangelogs();
        byte[] key = RowKeys.job(WAITING);
        byte[] payload = java.util.Objects.requireNonNull(
                topology.changelog(StoreNames.JOB_PAYLOADS).get(Bytes.wrap(key)));
        byte[] swapped = payload.clone();
        int a = indexOf(payload, (byte) 'a');
        int b = indexOf(payload, (byte) 'b');
        byte[] entry = java.util.Arrays.copyOfRange(payload, Math.min(a, b), Math.max(a, b));
        System.arraycopy(payload, Math.max(a, b), swapped, Math.min(a, b), entry.length);
        System.arraycopy(entry, 0, swapped, Math.max(a, b), entry.length);
        assertThat(swapped).isNotEqualTo(payload);
        overwrite(StoreNames.JOB_PAYLOADS, key, swapped);
        assertThat(replay().isEqual()).isTrue();
    }

    @Test
    void waitsForWhatIsStillOnItsWay() {
        writeEvents();
        log.afterNextRound(() -> {}); // the rows come two rounds later
        log.afterNextRound(this::writeChangelogs);
        ReplayResult result = replay();
        assertThat(result.isEqual()).isTrue();
        assertThat(log.rounds()).isEqualTo(3);
    }

    @Test
    void waitsForEventsToo() {
        writeChangelogs();
        log.afterNextRound(this::writeEvents);
        assertThat(replay().isEqual()).isTrue();
    }

    @Test
    void doesNotWaitForEver() {
        writeEvents();
        ReplayResult result = replay();
        assertThat(result.different()).isEqualTo(5);
        assertThat(result.first().orElseThrow().jobKey()).isEqualTo(WAITING);
        assertThat(log.rounds()).isEqualTo(3);
    }

    @Test
    void leavesOutJobsThatNeverRest() {
        writeEvents();
        writeChangelogs();
        Job job = topology.job(WAITING).orElseThrow();
        for (int round = 0; round < 100; round++) {
            job.put("priority", round + 1);
            byte[] row = WIRE.encode(job);
            log.afterNextRound(() -> overwrite(StoreNames.JOBS, RowKeys.job(WAITING), row));
        }
        overwrite(StoreNames.JOBS, RowKeys.job(WAITING), WIRE.encode(job));
        ReplayResult result = replay();
        assertThat(result.isEqual()).isTrue();
        assertThat(result.moving()).isEqualTo(1);
        assertThat(result.jobs()).isEqualTo(4);
    }

    @Test
    void stopsAtAnEventOfAnUnknownVersion() {
        JobCreated fromTheFuture = (JobCreated) topology.takeEvents().get(0);
        fromTheFuture.put("version", 2);
        log.write(Topics.JOB_EVENTS, "1".getBytes(UTF_8), WIRE.encode(fromTheFuture));
        assertThatThrownBy(this::replay)
                .isInstanceOf(ReplayException.class)
                .hasMessageContaining("job-events-0 at offset 0")
                .hasMessageContaining("version 2");
    }

    @Test
    void stopsAtAnEventOfAnUnknownSchemaAndSaysWhatToDo() {
        byte[] fromTheFuture = topology.take(Topics.JOB_EVENTS).get(0).value().clone();
        fromTheFuture[2] = 0x7F;
        log.write(Topics.JOB_EVENTS, "1".getBytes(UTF_8), fromTheFuture);
        assertThatThrownBy(this::replay)
                .isInstanceOf(ReplayException.class)
                .hasMessageContaining("job-events-0 at offset 0")
                .hasMessageContaining("if a newer release wrote it, replay with that release or a later one");
    }

    @Test
    void stopsAtAGapInAJobsHistory() {
        List<TestRecord<byte[], byte[]>> events = topology.take(Topics.JOB_EVENTS);
        log.write(Topics.JOB_EVENTS, events.get(5).key(), events.get(5).value());
        assertThatThrownBy(this::replay)
                .isInstanceOf(ReplayException.class)
                .hasMessageContaining("Expected event 1 of job 2");
    }

    @Test
    void stopsAtWhatIsNoEvent() {
        log.write(Topics.JOB_EVENTS, "1".getBytes(UTF_8), "rubbish".getBytes(UTF_8));
        assertThatThrownBy(this::replay).isInstanceOf(ReplayException.class).hasMessageContaining("offset 0");
    }

    private ReplayResult replay() {
        return new PartitionReplay(0, log, RecordSerdes.from(Map.of()).deserializer(), WIRE).run();
    }

    private void writeEvents() {
        topology.take(Topics.JOB_EVENTS).forEach(event -> log.write(Topics.JOB_EVENTS, event.key(), event.value()));
    }

    private void writeChangelogs() {
        for (String topic : ChangelogFold.topics()) {
            String store = topic.replaceAll("^reprise-|-changelog$", "");
            topology.changelog(store).forEach((key, value) -> log.write(topic, key.get(), value));
        }
    }

    private void overwrite(String store, byte[] key, byte[] value) {
        log.write(StoreNames.changelog(store), key, value);
    }

    private static int indexOf(byte[] bytes, byte wanted) {
        for (int i = 5; i < bytes.length; i++) {
            if (bytes[i] == wanted) {
                return i - 1; // where its length is
            }
        }
        throw new AssertionError("no " + (char) wanted);
    }

    private static FailJob fail(long jobKey, int retries, long backOff) {
        return FailJob.newBuilder()
                .setJobKey(jobKey)
                .setRetries(retries)
                .setRetryBackOff(backOff)
                .build();
    }
}
