package dev.reprise.processor.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.command.CompleteJob;
import dev.reprise.command.CreateJob;
import dev.reprise.command.FailJob;
import dev.reprise.event.JobFailed;
import dev.reprise.processor.streams.RowKeys;
import dev.reprise.processor.streams.StoreNames;
import dev.reprise.processor.streams.TopologyFixture;
import dev.reprise.schemas.AvroWire;
import dev.reprise.schemas.RecordSerdes;
import dev.reprise.schemas.SchemaCatalogue;
import dev.reprise.schemas.Topics;
import dev.reprise.state.Job;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.test.TestRecord;

/** What {@link OlderSchemasTest} runs where the made catalogue is the released one. */
public final class OlderSchemaScenario implements Runnable {
    private static final String JOB = Job.class.getName();
    private static final String FAILED = JobFailed.class.getName();
    private static final Bytes ROW = Bytes.wrap(RowKeys.job(1));

    private final AvroWire wire = new AvroWire();
    private final RecordedLog log = new RecordedLog();

    /** Made by reflection. */
    public OlderSchemaScenario() {}

    @Override
    public void run() {
        assertThat(SchemaCatalogue.released().versions(JOB)).hasSize(2);
        try (TopologyFixture topology = TopologyFixture.inMemory()) {
            topology.command(CreateJob.newBuilder().setJobKey(1).setType("t").build(), "c1");
            topology.command(
                    FailJob.newBuilder()
                            .setJobKey(1)
                            .setRetries(2)
                            .setRetryBackOff(5_000L)
                            .setErrorMessage("bank is down")
                            .build(),
                    "c2");
            Job before = topology.job(1).orElseThrow();
            byte[] older = OlderSchemas.older(row(topology), JOB);
            topology.overwrite(StoreNames.JOBS, ROW.get(), older);
            recordEvents(topology);

            topology.restart(); // the next release
            assertThat(topology.job(1)).as("missing fields have their defaults").contains(before);
            checkReplay(topology);
            topology.advance(Duration.ofSeconds(5));
            assertThat(names(topology)).containsExactly("JobRetryDue");
            byte[] now = row(topology);
            assertThat(now[3] << 8 | now[4] & 0xff)
                    .as("written anew, the row is of the newest version")
                    .isEqualTo(SchemaCatalogue.released().newest(JOB).id());
            topology.command(CompleteJob.newBuilder().setJobKey(1).build(), "c3");
            assertThat(names(topology)).containsExactly("JobCompleted");
        }
    }

    private static byte[] row(TopologyFixture topology) {
        return Objects.requireNonNull(topology.changelog(StoreNames.JOBS).get(ROW));
    }

    private void recordEvents(TopologyFixture topology) {
        int olderOnes = 0;
        for (TestRecord<byte[], byte[]> event : topology.take(Topics.JOB_EVENTS)) {
            boolean failed = wire.decode(event.value()) instanceof JobFailed;
            byte[] value = failed ? OlderSchemas.older(event.value(), FAILED) : event.value();
            assertThat(wire.decode(value)).isEqualTo(wire.decode(event.value()));
            log.write(Topics.JOB_EVENTS, event.key(), value);
            olderOnes += failed ? 1 : 0;
        }
        assertThat(olderOnes).isEqualTo(1);
    }

    private void checkReplay(TopologyFixture topology) {
        for (String topic : ChangelogFold.topics()) {
            topology.changelog(topic.replaceAll("^reprise-|-changelog$", ""))
                    .forEach((key, value) -> log.write(topic, key.get(), value));
        }
        ReplayResult result =
                new PartitionReplay(0, log, RecordSerdes.from(Map.of()).deserializer(), wire).run();
        assertThat(result.isEqual()).as("%s", result.first()).isTrue();
        assertThat(result.events()).isEqualTo(3);
    }

    private static List<String> names(TopologyFixture topology) {
        return topology.takeEvents().stream()
                .map(SpecificRecord::getSchema)
                .map(schema -> schema.getName())
                .toList();
    }
}
