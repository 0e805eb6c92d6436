package dev.reprise.processor.streams;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reprise.event.JobFailed;
import dev.reprise.event.JobRetryScheduled;
import dev.reprise.processor.metrics.Meter;
import dev.reprise.reply.JobsActivated;
import dev.reprise.schemas.RecordHeaders;
import dev.reprise.schemas.Topics;
import dev.reprise.state.Job;
import java.net.ConnectException;
import java.util.List;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;

/** Commands that make the code throw, at the last moment at which that can happen; and faults that are not the command's. */
class PoisonTest extends TopologySpec {
    private final FaultySerdes serdes = new FaultySerdes();

    @Override
    TopologyFixture topology() {
        return TopologyFixture.onDisk(ProcessorSettings.of(1), serdes.serdes());
    }

    @Test
    void leavesNoTraceButADeadLetter() {
        createdJob(JOB);
        Job before = topology.job(JOB).orElseThrow();
        int writes = topology.changelogWrites();
        serdes.failFor(record -> record instanceof JobRetryScheduled); // the second of two events
        command(fail(JOB, ofSeconds(5)), RecordHeaders.REPLY_TO, "0");
        assertThat(topology.job(JOB)).contains(before);
        assertThat(topology.firstDue()).isEmpty();
        assertThat(topology.changelogWrites()).isEqualTo(writes);
        assertThat(topology.takeEvents()).isEmpty();
        assertThat(topology.take(Topics.JOB_REPLIES)).isEmpty();
        List<TestRecord<byte[], byte[]>> letters = topology.take(Topics.JOB_DEAD_LETTERS);
        assertThat(letters).hasSize(1);
        assertThat(new String(
                        letters.get(0)
                                .headers()
                                .lastHeader(DeadLetter.EXCEPTION)
                                .value(),
                        UTF_8))
                .isEqualTo(IllegalStateException.class.getName());
        assertThat(topology.metrics().count(Meter.DEAD_LETTERS, "ENGINE_FAILED"))
                .isEqualTo(1);
    }

    @Test
    void doesNotDisturbTheNextCommand() {
        createdJob(JOB);
        serdes.failFor(record -> record instanceof JobFailed);
        command(fail(JOB, ofSeconds(5)));
        serdes.failFor(record -> false);
        command(fail(JOB, ofSeconds(5)));
        assertThat(names(topology.takeEvents())).containsExactly("JobFailed", "JobRetryScheduled");
        assertThat(topology.job(JOB).orElseThrow().getSequence()).isEqualTo(3);
        topology.advance(ofSeconds(5));
        assertThat(names(topology.takeEvents())).containsExactly("JobRetryDue");
    }

    @Test
    void countsARecordThatCannotBeEncodedAsTheCommandsFault() {
        serdes.failWith(new SerializationException("a field is missing"));
        serdes.failFor(record -> record instanceof JobsActivated);
        createdJob(JOB);
        command(activate(1, ofSeconds(30)), RecordHeaders.REPLY_TO, "0");
        assertThat(topology.take(Topics.JOB_DEAD_LETTERS)).hasSize(1);
        serdes.failFor(record -> false);
        command(activate(1, ofSeconds(30)));
        assertThat(names(topology.takeEvents()))
                .as("the job is still there to be handed out")
                .containsExactly("JobActivated");
    }

    @Test
    void refusesToWriteWhatIsTooLargeForItsTopic() {
        assertThat(RecordSize.checked(new byte[15 << 20], "row")).hasSize(15 << 20);
        assertThatThrownBy(() -> RecordSize.checked(new byte[16 << 20], "JobCreated"))
                .isInstanceOf(RecordTooLargeForTopicException.class)
                .hasMessageContaining("JobCreated");
    }

    @Test
    void putsAsideWhatIsNestedTooDeeply() {
        createdJob(JOB);
        serdes.failWith(new StackOverflowError());
        serdes.failFor(record -> record instanceof JobRetryScheduled);
        command(fail(JOB, ofSeconds(5)));
        assertThat(topology.take(Topics.JOB_DEAD_LETTERS)).hasSize(1);
        serdes.failFor(record -> false);
        command(fail(JOB, ofSeconds(5)));
        assertThat(names(topology.takeEvents())).containsExactly("JobFailed", "JobRetryScheduled");
    }

    @Test
    void cutsALongMessage() {
        createdJob(JOB);
        serdes.failWith(new IllegalStateException("x".repeat(20 << 20)));
        serdes.failFor(record -> record instanceof JobFailed);
        command(fail(JOB, ofSeconds(5)));
        TestRecord<byte[], byte[]> letter =
                topology.take(Topics.JOB_DEAD_LETTERS).get(0);
        int bytes = 0;
        for (Header header : letter.headers()) {
            bytes += header.value().length;
        }
        assertThat(bytes).isLessThan(50_000);
    }

    @Test
    void stopsWhenKafkaIsAtFault() {
        createdJob(JOB);
        serdes.failWith(new TimeoutException("no broker"));
        serdes.failFor(record -> record instanceof JobFailed);
        assertThatThrownBy(() -> command(fail(JOB, ofSeconds(5)))).hasStackTraceContaining("no broker");
        assertThat(topology.take(Topics.JOB_DEAD_LETTERS)).isEmpty();
    }

    @Test
    void waitsWhenTheRegistryCannotBeReached() {
        createdJob(JOB);
        serdes.failWith(new SerializationException("no id", new ConnectException("refused")));
        serdes.failFor(record -> record instanceof JobFailed);
        assertThatThrownBy(() -> command(fail(JOB, ofSeconds(5))))
                .isInstanceOf(StreamsException.class)
                .hasStackTraceContaining("commands have to wait");
        assertThat(topology.take(Topics.JOB_DEAD_LETTERS)).isEmpty();
    }

    @Test
    void stopsAtARowOfANewerReleaseAndSaysWhatToDo() {
        createdJob(JOB);
        byte[] newer = topology.store(StoreNames.JOBS)
                .get(Bytes.wrap(RowKeys.job(JOB)))
                .clone();
        newer[2] = 0x7F; // a schema id that is not in the catalogue
        topology.overwrite(StoreNames.JOBS, RowKeys.job(JOB), newer);
        for (int i = 0; i < 4; i++) {
            assertThatThrownBy(() -> command(fail(JOB, ofSeconds(5))))
                    .hasStackTraceContaining("row 4711 of store 'jobs'")
                    .hasStackTraceContaining("if a newer release wrote it, run that release or a later one");
        }
        assertThat(topology.suspects().of(0))
                .as("nobody but the release is to blame")
                .isEmpty();
        assertThat(topology.take(Topics.JOB_DEAD_LETTERS)).isEmpty();
        assertThat(topology.store(StoreNames.JOBS).get(Bytes.wrap(RowKeys.job(JOB))))
                .as("untouched")
                .isEqualTo(newer);
    }

    @Test
    void stopsWhenAStateRowCannotBeRead() {
        createdJob(JOB);
        topology.overwrite(StoreNames.JOBS, RowKeys.job(JOB), "rubbish".getBytes(UTF_8));
        assertThatThrownBy(() -> command(fail(JOB, ofSeconds(5))))
                .hasRootCauseInstanceOf(dev.reprise.schemas.UndecodableRecordException.class)
                .hasStackTraceContaining("row 4711 of store 'jobs'");
        assertThat(topology.take(Topics.JOB_DEAD_LETTERS)).isEmpty();
    }
}
