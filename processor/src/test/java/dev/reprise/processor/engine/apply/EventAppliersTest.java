package dev.reprise.processor.engine.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reprise.common.JobState;
import dev.reprise.event.JobCreated;
import dev.reprise.event.JobGivenBack;
import dev.reprise.processor.engine.rows.MapRows;
import dev.reprise.schemas.SchemaCatalogue;
import dev.reprise.state.Incident;
import dev.reprise.state.Job;
import dev.reprise.state.JobPayload;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EventAppliersTest {
    private static final Path GOLDENS = Path.of("src/test/resources/dev/reprise/processor/engine/apply");
    private static final boolean WRITE = Boolean.getBoolean("reprise.goldens.write");

    private final EventAppliers appliers = new EventAppliers();

    static Stream<Class<?>> events() {
        return SchemaCatalogue.released().names().stream()
                .filter(name -> name.startsWith("dev.reprise.event."))
                .sorted()
                .map(EventAppliersTest::load);
    }

    @Test
    void knowEveryEvent() {
        Set<Class<?>> all = events().collect(Collectors.toSet());
        assertThat(appliers.types()).isEqualTo(all).hasSize(16);
        assertThat(all).allMatch(type -> appliers.knows(type, 1));
    }

    @ParameterizedTest
    @MethodSource("events")
    void findTheHeaderWhereItIs(Class<?> type) {
        Schema schema = SpecificData.get().getSchema(type);
        assertThat(schema.getFields().stream().map(Schema.Field::name).limit(8))
                .containsExactly(
                        "jobKey",
                        "sequence",
                        "occurredAt",
                        "commandId",
                        "traceParent",
                        "version",
                        "jobType",
                        "tenantId");
        assertThat(schema.getField("sequence").pos()).isEqualTo(EventHeader.SEQUENCE);
        assertThat(schema.getField("version").pos()).isEqualTo(EventHeader.VERSION);
        assertThat(schema.getField("tenantId").pos()).isEqualTo(EventHeader.TENANT_ID);
    }

    /** A golden says what a released applier makes of an event. It is written once ({@code -Dreprise.goldens.write=true}) and kept. */
    @ParameterizedTest
    @MethodSource("events")
    void foldAsTheyAlwaysHave(Class<?> type) throws IOException {
        SpecificRecord event = sample(type);
        MapRows rows = new MapRows();
        boolean creates = type == JobCreated.class;
        if (!creates) {
            rows.putJob(jobInTheMiddle());
            rows.putPayload(4711, new JobPayload(Map.of("old", Samples.variable("1")), Map.of("h", "1"), Map.of()));
            rows.putErrorDetails(4711, "old details");
        }
        FoldedJobs jobs = new FoldedJobs(rows, ignored -> Optional.empty());
        appliers.fold(event, jobs);
        jobs.write();
        String folded = "event   " + event + "\njob     "
                + rows.job(4711).map(Object::toString).orElse("none")
                + "\npayload " + rows.payload(4711).map(Object::toString).orElse("none")
                + "\ndetails " + rows.errorDetails(4711).orElse("none")
                + "\ndue     " + rows.due() + "\nwaiting " + rows.activatable() + "\nincident " + rows.incidents()
                + "\n";
        Path golden = GOLDENS.resolve(type.getSimpleName() + "V1.txt");
        if (WRITE && !Files.exists(golden)) {
            Files.createDirectories(GOLDENS);
            Files.writeString(golden, folded);
        }
        assertThat(folded).isEqualTo(Files.readString(golden));
    }

    @Test
    void refuseAnEventThatDoesNotFollow() {
        FoldedJobs jobs = new FoldedJobs(new MapRows(), ignored -> Optional.empty());
        assertThatThrownBy(() -> appliers.fold(sample(JobGivenBack.class), jobs))
                .isInstanceOf(CorruptHistoryException.class)
                .hasMessage("Expected event 1 of job 4711, but got JobGivenBack with sequence 8");
    }

    @Test
    void refuseAnEventOfAVersionThatIsNewer() {
        JobGivenBack newer = JobGivenBack.newBuilder((JobGivenBack) sample(JobGivenBack.class))
                .setVersion(2)
                .build();
        FoldedJobs jobs = new FoldedJobs(new MapRows(), ignored -> Optional.empty());
        assertThatThrownBy(() -> appliers.fold(newer, jobs))
                .isInstanceOf(CorruptHistoryException.class)
                .hasMessageContaining("but got JobGivenBack version 2 (job 4711, sequence 8)");
    }

    private static Job jobInTheMiddle() {
        return Samples.fill(
                Job.class,
                Map.of(
                        "jobKey",
                        4711L,
                        "state",
                        JobState.ACTIVATED,
                        "sequence",
                        7L,
                        "attempt",
                        2,
                        "dueAt",
                        Samples.T0 + 60_000,
                        "hasErrorDetails",
                        true,
                        "incident",
                        Samples.fill(Incident.class, Map.of())));
    }

    private static SpecificRecord sample(Class<?> type) {
        boolean creates = type == JobCreated.class;
        return Samples.fill(
                type.asSubclass(SpecificRecord.class),
                Map.of(
                        "jobKey",
                        4711L,
                        "sequence",
                        creates ? 1L : 8L,
                        "version",
                        1,
                        "occurredAt",
                        Instant.ofEpochMilli(Samples.T0)));
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }
}
