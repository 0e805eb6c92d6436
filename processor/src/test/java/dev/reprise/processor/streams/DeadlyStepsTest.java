package dev.reprise.processor.streams;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.Duration.ofDays;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reprise.processor.engine.rows.DueRow;
import dev.reprise.processor.metrics.Meter;
import dev.reprise.schemas.RecordHeaders;
import dev.reprise.schemas.Topics;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;

/** Records and due rows at which stream threads die, with half of the step written. */
class DeadlyStepsTest extends TopologySpec {
    private static final long POISON = 666;

    private final FaultyStores stores = new FaultyStores();

    @Override
    TopologyFixture topology() {
        return TopologyFixture.with(stores);
    }

    @Test
    void areTriedTwiceThenPutAside() {
        stores.failFor((store, key) -> isIn(JobIndex.ACTIVATABLE, key)); // the job itself has been written by then
        dies();
        dies();
        poison();
        TestRecord<byte[], byte[]> letter = onlyLetter();
        assertThat(letter.key()).isEqualTo(TopologyFixture.key(POISON));
        assertThat(letter.value()).isNotEmpty();
        assertThat(header(letter, "mine")).isEqualTo("kept");
        assertThat(header(letter, DeadLetter.EXCEPTION)).isEqualTo("java.lang.AssertionError");
        assertThat(header(letter, DeadLetter.MESSAGE))
                .startsWith("2 times, a thread or process died while it worked on this record");
        assertThat(header(letter, DeadLetter.STACKTRACE)).contains("FaultyStores");
        assertThat(header(letter, DeadLetter.TOPIC)).isEqualTo(Topics.JOB_COMMANDS);
        assertThat(header(letter, DeadLetter.PARTITION)).isEqualTo("0");
        assertThat(header(letter, DeadLetter.OFFSET)).isEqualTo("0");
        assertThat(header(letter, RecordHeaders.DEAD_LETTER_REASON)).isEqualTo("THREAD_DIED");
        assertThat(topology.metrics().count(Meter.DEAD_LETTERS, "THREAD_DIED")).isEqualTo(1);
        assertThat(topology.job(POISON)).as("half a step").isEmpty();
        stores.failFor((store, key) -> false);
        createdJob(JOB);
    }

    @Test
    void killNoneOfTheirNeighbours() {
        stores.failFor((store, key) -> false);
        createdJob(JOB);
        stores.failFor((store, key) -> key.equals(Bytes.wrap(RowKeys.job(POISON))));
        dies(1);
        dies(1);
        topology.abort();
        command(fail(JOB, ofSeconds(5)));
        poison();
        command(create(77));
        assertThat(names(topology.takeEvents())).containsExactly("JobFailed", "JobRetryScheduled", "JobCreated");
        assertThat(topology.take(Topics.JOB_DEAD_LETTERS)).hasSize(1);
    }

    @Test
    void areRememberedSideBySide() {
        stores.failFor((store, key) -> store.equals(StoreNames.JOBS));
        dies(0);
        dies(0);
        stores.failFor((store, key) -> false);
        dies(1, true);
        assertThat(topology.take(Topics.JOB_DEAD_LETTERS))
                .as("the first, again")
                .hasSize(1);
        dies(1, true);
        topology.abort();
        topology.take(Topics.JOB_DEAD_LETTERS);
        poison();
        poison();
        assertThat(topology.take(Topics.JOB_DEAD_LETTERS)).hasSize(2);
    }

    @Test
    void areRecordsAndNotOffsets() {
        stores.failFor((store, key) -> store.equals(StoreNames.JOBS));
        dies();
        dies();
        stores.failFor((store, key) -> false);
        topology.clock(T0 + 1); // the topic has been created anew: another record is the first one
        createdJob(POISON);
        assertThat(topology.take(Topics.JOB_DEAD_LETTERS)).isEmpty();
    }

    @Test
    void areTriedOnceMoreThanTwiceWhenMemoryHasRunOut() {
        stores.failWith(new OutOfMemoryError("Java heap space"));
        stores.failFor((store, key) -> store.equals(StoreNames.JOBS));
        for (int death = 0; death < 3; death++) {
            assertThatThrownBy(this::poison).isInstanceOf(OutOfMemoryError.class);
            topology.abort();
        }
        poison();
        assertThat(header(onlyLetter(), DeadLetter.EXCEPTION)).isEqualTo("java.lang.OutOfMemoryError");
    }

    @Test
    void areFoundInTheNotesOfAProcessThatIsNoMore() {
        for (int death = 0; death < 3; death++) {
            topology.leaveNote(notes -> notes.begun(0, 0, T0));
            topology.abort();
        }
        poison();
        assertThat(header(onlyLetter(), DeadLetter.MESSAGE)).contains("3 times", "the process ended");
    }

    @Test
    void areNotThoseThatAProcessWasAtTwice() {
        for (int death = 0; death < 2; death++) {
            topology.leaveNote(notes -> notes.begun(0, 0, T0));
            topology.abort();
        }
        createdJob(JOB);
        assertThat(topology.take(Topics.JOB_DEAD_LETTERS)).isEmpty();
    }

    @Test
    void areNotThoseAtWhichTheDiskFailed() {
        stores.failWith(new ProcessorStateException("no space left on device"));
        stores.failFor((store, key) -> store.equals(StoreNames.JOBS));
        for (int death = 0; death < 10; death++) {
            assertThatThrownBy(this::poison).hasStackTraceContaining("no space left");
            topology.abort();
        }
        stores.failFor((store, key) -> false);
        poison();
        assertThat(names(topology.takeEvents())).containsExactly("JobCreated");
        assertThat(topology.take(Topics.JOB_DEAD_LETTERS)).isEmpty();
    }

    @Test
    void thatFallDueArePutOffForADay() {
        createdJob(POISON);
        command(fail(POISON, ofSeconds(5)));
        backingOff(JOB, ofSeconds(6));
        Bytes deadly = Bytes.wrap(RowKeys.due(topology.firstDue().orElseThrow()));
        stores.failFor(
                (store, key) -> isIn(JobIndex.DUE, key) && JobIndex.out(key).equals(deadly));
        topology.clock(topology.now() + 10_000);
        for (int death = 0; death < 2; death++) {
            assertThatThrownBy(() -> topology.tick()).hasStackTraceContaining("DeadlyStepException");
            topology.abort();
        }
        topology.tick();
        assertThat(names(topology.takeEvents())).as("the other one").containsExactly("JobRetryDue");
        assertThat(topology.metrics().count(Meter.DUE_PARKED)).isEqualTo(1);
        topology.elapse(ofHours(1));
        assertThat(topology.firstDue().map(DueRow::jobKey)).hasValue(POISON);
        stores.failFor((store, key) -> false);
        topology.elapse(ofHours(22));
        assertThat(topology.takeEvents()).isEmpty();
        topology.advance(ofDays(1));
        topology.advance(ofMinutes(6));
        assertThat(names(topology.takeEvents())).containsExactly("JobRetryDue");
    }

    @Test
    void areNotLettersFromTheFuture() {
        TestRecord<byte[], byte[]> record = new TestRecord<>(
                "no key".getBytes(UTF_8), new byte[0], java.time.Instant.ofEpochMilli(T0 + 1_000_000_000));
        topology.record(record);
        assertThat(onlyLetter().timestamp()).as("brokers would refuse it").isEqualTo(T0);
    }

    private static boolean isIn(JobIndex index, Bytes row) {
        return row.get()[0] == index.in(new byte[0]).get()[0];
    }

    /** The first record kills the thread, which is replaced. */
    private void dies() {
        dies(0);
    }

    private void dies(int offset) {
        dies(offset, false);
    }

    /** So does this one; those before it are harmless, or poison as well. */
    private void dies(int offset, boolean poisonBefore) {
        topology.abort();
        for (int i = 0; i < offset; i++) {
            if (poisonBefore) {
                poison();
            } else {
                command(create(JOB));
            }
        }
        if (poisonBefore) {
            stores.failFor((store, key) -> store.equals(StoreNames.JOBS));
        }
        assertThatThrownBy(this::poison)
                .hasStackTraceContaining("DeadlyStepException")
                .hasMessageNotContaining("secret");
        stores.failFor(poisonBefore ? (store, key) -> false : stores.failing());
        topology.abort();
        topology.takeEvents();
    }

    private void poison() {
        command(create(POISON), "mine", "kept");
    }

    private TestRecord<byte[], byte[]> onlyLetter() {
        List<TestRecord<byte[], byte[]>> letters = topology.take(Topics.JOB_DEAD_LETTERS);
        assertThat(letters).hasSize(1);
        return letters.get(0);
    }

    private static String header(TestRecord<?, ?> record, String name) {
        return new String(record.headers().lastHeader(name).value(), UTF_8);
    }
}
