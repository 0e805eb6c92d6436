package dev.reprise.query.readmodel;

import static dev.reprise.query.Commands.TYPE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reprise.common.JobState;
import dev.reprise.event.JobPurged;
import dev.reprise.processor.engine.apply.EventHeader;
import dev.reprise.query.Commands;
import dev.reprise.query.EngineOnMaps;
import dev.reprise.schemas.AvroWire;
import dev.reprise.schemas.SchemaCatalogue;
import dev.reprise.state.Job;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadModelTest {
    private static final long DAY = 24 * 60 * 60 * 1_000L;

    private final EngineOnMaps engine = new EngineOnMaps(1);

    @TempDir
    private Path folder;

    private ReadModelSpec model;

    @BeforeEach
    void open() {
        model = new ReadModelSpec(folder);
    }

    @AfterEach
    void close() {
        model.close();
    }

    @Test
    void keepsEveryEventOfAJobAndCountsItWhereItStands() {
        engine.handle(1, Commands.create(1));
        engine.handle(2, Commands.create(2));
        engine.handleIn(0, Commands.activate(1));
        engine.handle(1, Commands.fail(1, 2, 5_000));

        model.fold(engine.events());

        assertThat(model.history(1))
                .extracting(event -> event.getSchema().getName())
                .containsExactly("JobCreated", "JobActivated", "JobFailed", "JobRetryScheduled");
        assertThat(model.head(1)).contains(new Head(TYPE, JobState.BACKING_OFF, 4, EngineOnMaps.T0));
        assertThat(model.counts())
                .isEqualTo(Map.of(
                        new TypeAndState(TYPE, JobState.BACKING_OFF), 1L,
                        new TypeAndState(TYPE, JobState.ACTIVATABLE), 1L));
        assertThat(model.foldedUpTo().offset()).isEqualTo(4);
    }

    @RepeatedTest(10)
    void countsWhatTheEngineHasWhateverIsDeliveredAgain() {
        long seed = Long.getLong("reprise.seed", System.nanoTime());
        Random random = new Random(seed);
        for (int step = 0; step < 300; step++) {
            engine.handleIn(0, Commands.any(random, 12));
            if (random.nextInt(10) == 0) {
                engine.pass(random.nextInt(4) == 0 ? DAY : 2_000);
            }
        }
        List<SpecificRecord> events = engine.events();
        int read = 0;
        while (read < events.size()) {
            int upTo = Math.min(events.size(), read + 1 + random.nextInt(40));
            // from somewhere before, as after a crash without transactions; not across a purge, see
            // foldsAKeyThatIsUsedAgain
            model.fold(events.subList(startOfRepeat(events, read, random), upTo));
            read = upTo;
        }

        assertThat(model.counts()).as("seed %d", seed).isEqualTo(countsOf(engine.jobs()));
        for (Job job : engine.jobs()) {
            assertThat(model.head(job.getJobKey()))
                    .as("seed %d", seed)
                    .contains(new Head(job.getType(), job.getState(), job.getSequence(), job.getCreatedAt()));
            assertThat(model.history(job.getJobKey()))
                    .as("seed %d", seed)
                    .extracting(EventHeader::sequence)
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, job.getSequence()).boxed().toList());
        }
    }

    @Test
    void forgetsAJobThatIsPurged() {
        engine.handle(1, Commands.create(1));
        engine.handle(1, Commands.complete(1));
        engine.pass(DAY);

        model.fold(engine.events());

        assertThat(engine.jobs()).isEmpty();
        assertThat(model.history(1)).isEmpty();
        assertThat(model.head(1)).isEmpty();
        assertThat(model.counts()).isEmpty();
    }

    @Test
    void foldsAKeyThatIsUsedAgain() {
        engine.handle(1, Commands.create(1));
        engine.handle(1, Commands.complete(1));
        engine.pass(DAY);
        engine.handle(1, Commands.create(1, "send-mail"));

        model.fold(engine.events());

        assertThat(model.counts()).isEqualTo(Map.of(new TypeAndState("send-mail", JobState.ACTIVATABLE), 1L));
        assertThat(model.head(1)).contains(new Head("send-mail", JobState.ACTIVATABLE, 1, EngineOnMaps.T0 + DAY));
    }

    @Test
    void stopsAtAGap() {
        engine.handle(1, Commands.create(1));
        engine.handleIn(0, Commands.activate(1));
        engine.handle(1, Commands.complete(1));
        List<SpecificRecord> events = engine.events();

        model.fold(events.subList(0, 1));

        assertThatThrownBy(() -> model.fold(events.subList(2, 3)))
                .hasRootCauseInstanceOf(UnfoldableEventException.class)
                .rootCause()
                .hasMessageContaining("event 3 of job 1 (JobCompleted), where event 2 has to come");
    }

    @Test
    void stopsAtAnEventOfALaterVersion() {
        engine.handle(1, Commands.create(1));
        SpecificRecord event = engine.events().get(0);
        SpecificRecord later = SpecificData.get().deepCopy(event.getSchema(), event);
        later.put(5, 2);

        assertThatThrownBy(() -> model.fold(List.of(later)))
                .hasStackTraceContaining(
                        "Expected to fold the record at offset 0 of job-events-0, but its version is 2");
    }

    @Test
    void stopsAtAnEventOfAnUnknownSchemaAndSaysWhatToDo() {
        engine.handle(1, Commands.create(1));
        byte[] later = new AvroWire().encode(engine.events().get(0));
        later[2] = 0x7F; // a schema id that is not in the catalogue

        assertThatThrownBy(() -> model.pipe(later))
                .hasStackTraceContaining("Expected a schema id of the catalogue")
                .hasStackTraceContaining("if a newer release wrote it, run that release or a later one");
        assertThat(model.counts()).isEmpty();
    }

    @Test
    void stopsAtWhatIsNoEvent() {
        byte[] command = new AvroWire().encode(Commands.create(1));

        assertThatThrownBy(() -> model.pipe(command))
                .hasStackTraceContaining("it is no event but a dev.reprise.command");
        assertThatThrownBy(() -> model.pipe(new byte[] {7, 7})).hasStackTraceContaining("it cannot be read");
    }

    @Test
    void knowsEveryKindOfEvent() throws ReflectiveOperationException {
        List<String> kinds = SchemaCatalogue.released().names().stream()
                .filter(name -> name.startsWith("dev.reprise.event."))
                .filter(name -> !name.equals(JobPurged.class.getName()))
                .toList();
        assertThat(kinds).hasSize(15);
        for (String kind : kinds) {
            SpecificRecord event = Class.forName(kind)
                    .asSubclass(SpecificRecord.class)
                    .getDeclaredConstructor()
                    .newInstance();
            event.put(5, 1);
            assertThat(StateAfter.of(event, JobState.INCIDENT)).as(kind).isNotNull();
        }
    }

    @Test
    void passesOverTheEndOfAPurgedJobThatIsDeliveredAgain() {
        engine.handle(1, Commands.create(1));
        engine.handle(1, Commands.complete(1));
        engine.pass(DAY);
        List<SpecificRecord> events = engine.events();
        try (FoldAtOffsets fold = new FoldAtOffsets()) {
            for (int offset = 0; offset < events.size(); offset++) {
                fold.fold(events.get(offset), offset);
            }
            fold.fold(events.get(1), 1);
            fold.fold(events.get(2), 2);

            assertThat(fold.rows(ReadModelNames.HEADS)).isZero();
            assertThat(fold.rows(ReadModelNames.HISTORY)).isZero();
            assertThatThrownBy(() -> fold.fold(events.get(1), 3)).isInstanceOf(UnfoldableEventException.class);
        }
    }

    private static int startOfRepeat(List<SpecificRecord> events, int read, Random random) {
        int start = read;
        int most = random.nextInt(30);
        while (start > 0 && read - start < most && !(events.get(start - 1) instanceof JobPurged)) {
            start--;
        }
        return start;
    }

    private static Map<TypeAndState, Long> countsOf(List<Job> jobs) {
        return jobs.stream()
                .map(job -> new TypeAndState(job.getType(), job.getState()))
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }
}
