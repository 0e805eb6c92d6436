package dev.reprise.processor.streams;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reprise.processor.metrics.Meter;
import dev.reprise.schemas.JobKeys;
import dev.reprise.schemas.RecordHeaders;
import dev.reprise.schemas.Topics;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;

/** Commands in the wrong partition. The test driver has one partition, to which it also feeds back what is forwarded. */
class ForwardingTest extends TopologySpec {
    private static final int PARTITIONS = 4;

    @Override
    TopologyFixture topology() {
        return TopologyFixture.onDisk(ProcessorSettings.of(PARTITIONS));
    }

    @Test
    void forwardsOnceAndThenPutsAside() {
        command(create(jobIn(2)), "mine", "kept");
        List<TestRecord<byte[], byte[]>> forwarded = topology.take(Topics.JOB_COMMANDS);
        assertThat(forwarded).hasSize(1);
        assertThat(text(forwarded.get(0), RecordHeaders.FORWARDED_FROM)).isEqualTo("0-0");
        assertThat(text(forwarded.get(0), RecordHeaders.COMMAND_ID)).isEqualTo("c1");
        assertThat(text(forwarded.get(0), "mine")).isEqualTo("kept");
        assertThat(topology.metrics().count(Meter.FORWARDED)).isEqualTo(1);
        // it came back to partition 0, as it would if the number of partitions had been changed
        List<TestRecord<byte[], byte[]>> letters = topology.take(Topics.JOB_DEAD_LETTERS);
        assertThat(letters).hasSize(1);
        assertThat(letters.get(0).value()).isEqualTo(forwarded.get(0).value());
        assertThat(text(letters.get(0), DeadLetter.OFFSET)).isEqualTo("1");
        assertThat(topology.metrics().count(Meter.DEAD_LETTERS, "WRONG_PARTITION"))
                .isEqualTo(1);
        assertThat(topology.takeEvents()).isEmpty();
    }

    @Test
    void keepsWhatIsInTheRightPartition() {
        createdJob(jobIn(0));
        assertThat(topology.take(Topics.JOB_COMMANDS)).isEmpty();
    }

    @Test
    void addressesRecordsByNumberAndLeavesTheRestToKafka() {
        Addressed second = new Addressed(2, null);
        assertThat(AddressPartitioner.STRICT.partitions("t", second, new byte[0], 4))
                .contains(Set.of(2));
        assertThat(AddressPartitioner.LENIENT.partitions("t", second, new byte[0], 4))
                .contains(Set.of(2));
        assertThat(AddressPartitioner.LENIENT.partitions("t", second, new byte[0], 2))
                .contains(Set.of());
        assertThatThrownBy(() -> AddressPartitioner.STRICT.partitions("t", second, new byte[0], 2))
                .hasMessageContaining("'t' to have as many partitions");
        assertThat(AddressPartitioner.STRICT.partitions("t", new Addressed(null, null), new byte[0], 4))
                .isEqualTo(Optional.empty());
    }

    private static long jobIn(int partition) {
        return LongStream.iterate(1, key -> key + 1)
                .filter(key -> JobKeys.partitionFor(key, PARTITIONS) == partition)
                .findFirst()
                .orElseThrow();
    }

    private static String text(TestRecord<?, ?> record, String header) {
        return new String(record.headers().lastHeader(header).value(), UTF_8);
    }
}
