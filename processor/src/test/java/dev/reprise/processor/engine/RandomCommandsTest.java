package dev.reprise.processor.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.command.AnnotateIncident;
import dev.reprise.command.CancelJob;
import dev.reprise.command.CompleteJob;
import dev.reprise.command.CreateJob;
import dev.reprise.command.FailJob;
import dev.reprise.command.GiveBackJob;
import dev.reprise.command.LockJob;
import dev.reprise.command.ResolveIncident;
import dev.reprise.command.RetryJobNow;
import dev.reprise.command.SetJobVariables;
import dev.reprise.command.ThrowJobError;
import dev.reprise.command.UpdateJob;
import dev.reprise.common.ExhaustedAction;
import dev.reprise.common.Jitter;
import dev.reprise.policy.RetryPolicy;
import dev.reprise.policy.RetryRule;
import dev.reprise.processor.engine.apply.EventHeader;
import dev.reprise.processor.engine.rows.ActivatableRow;
import dev.reprise.processor.engine.rows.DueRow;
import dev.reprise.processor.engine.rows.MapRows;
import dev.reprise.state.Job;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;

/** Random commands, clock steps and restarts; afterwards the state is what the events say, and nothing due is left lying. */
class RandomCommandsTest extends EngineSpec {
    private static final int STEPS = 400;
    private static final int JOBS = 12;

    private Random random = new Random();
    private long clock = T0;

    @RepeatedTest(25)
    void leaveTheStateThatTheirEventsSay() {
        long seed = Long.getLong("reprise.seed", System.nanoTime());
        random = new Random(seed);
        try {
            given(policy());
            for (int step = 0; step < STEPS; step++) {
                step(step);
            }
            check();
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError("with -Dreprise.seed=" + seed, e);
        }
    }

    private void step(int step) {
        int dice = random.nextInt(100);
        if (dice < 80) {
            // one in ten repeats the id of an earlier command, of the same job or another
            String id = "c" + (random.nextInt(10) == 0 ? random.nextInt(step + 1) : step);
            engine.handle(command(), id);
        } else if (dice < 95) {
            clock += (long) Math.pow(10, random.nextInt(9));
            engine.passUntil(clock);
        } else if (dice < 97) {
            clock -= random.nextInt(5000);
            engine.clockBackTo(clock);
        } else {
            engine.restart();
        }
    }

    private void check() {
        engine.passUntil(clock);
        MapRows rows = engine.snapshot();
        assertThat(rows.due()).as("nothing due is left lying").allMatch(row -> row.dueAt() > clock);
        assertThat(rows.due())
                .as("each waiting job has exactly one due row")
                .containsExactlyInAnyOrderElementsOf(rows.jobs().values().stream()
                        .map(DueRow::of)
                        .flatMap(Optional::stream)
                        .toList());
        assertThat(rows.activatable())
                .containsExactlyInAnyOrderElementsOf(rows.jobs().values().stream()
                        .map(ActivatableRow::of)
                        .flatMap(Optional::stream)
                        .toList());
        assertThat(rows.incidents())
                .containsExactlyInAnyOrderElementsOf(rows.jobs().values().stream()
                        .filter(job -> job.getIncident() != null)
                        .map(Job::getJobKey)
                        .toList());
        checkSequences();
        MapRows replayed = new MapRows();
        Engine replay = new Engine(EngineSettings.DEFAULT, type -> Optional.empty(), replayed);
        engine.log().forEach(replay::replay);
        assertThat(replayed.jobs()).isEqualTo(rows.jobs());
        assertThat(replayed.payloads()).isEqualTo(rows.payloads());
        assertThat(replayed.errorDetails()).isEqualTo(rows.errorDetails());
        assertThat(replayed.due()).containsExactlyElementsOf(rows.due());
        assertThat(replayed.activatable()).containsExactlyElementsOf(rows.activatable());
        assertThat(replayed.incidents()).containsExactlyElementsOf(rows.incidents());
    }

    private void checkSequences() {
        Map<Long, Long> last = new HashMap<>();
        for (SpecificRecord event : engine.log()) {
            long jobKey = EventHeader.jobKey(event);
            long sequence = EventHeader.sequence(event);
            boolean begins = event.getSchema().getName().equals("JobCreated");
            assertThat(sequence).as("%s", event).isEqualTo(begins ? 1 : last.getOrDefault(jobKey, 0L) + 1);
            last.put(jobKey, sequence);
        }
        assertThat(last).hasSizeGreaterThan(JOBS / 2);
    }

    private SpecificRecord command() {
        long key = 1 + random.nextInt(JOBS);
        String type = random.nextBoolean() ? TYPE : "send-mail";
        return switch (random.nextInt(18)) {
            case 0, 1, 2 ->
                CreateJob.newBuilder()
                        .setJobKey(key)
                        .setType(type)
                        .setRetries(orNull(1 + random.nextInt(3)))
                        .setPriority(random.nextInt(3))
                        .setVariables(Map.of("v", json("" + random.nextInt(9))))
                        .setCaughtErrors(orNull(List.of("E1")))
                        .build();
            case 3, 4, 5 ->
                activateBuilder()
                        .setType(type)
                        .setMaxJobs(1 + random.nextInt(4))
                        .setTimeout(1 + random.nextInt(100_000))
                        .setTimeoutUsesAttempt(random.nextBoolean())
                        .build();
            case 6, 7, 8, 9 ->
                FailJob.newBuilder()
                        .setJobKey(key)
                        .setRetries(orNull(random.nextInt(4) - 1))
                        .setRetryBackOff(orNull((long) random.nextInt(200_000) - 1000))
                        .setErrorCode(orNull("E" + random.nextInt(3)))
                        .setErrorMessage(orNull("message"))
                        .setErrorDetails(orNull("details"))
                        .setVariables(random.nextBoolean() ? Map.of() : Map.of("f", json("1")))
                        .setLocalVariables(random.nextBoolean() ? Map.of() : Map.of("l", json("2")))
                        .setKeepLocalVariables(random.nextBoolean())
                        .setKeepErrorDetails(random.nextBoolean())
                        .setAcceptExpiredLease(random.nextBoolean())
                        .setWorker(random.nextInt(2) == 0 ? WORKER : null)
                        .setLeaseToken(random.nextInt(4) == 0 ? tokenOf(key) : null)
                        .build();
            case 10 ->
                CompleteJob.newBuilder()
                        .setJobKey(key)
                        .setWorker(random.nextBoolean() ? WORKER : null)
                        .setAcceptExpiredLease(random.nextBoolean())
                        .build();
            case 16 ->
                LockJob.newBuilder()
                        .setJobKey(key)
                        .setWorker(orNull(WORKER) == null ? "w2" : WORKER)
                        .setTimeout(1 + random.nextInt(100_000))
                        .setTimeoutUsesAttempt(random.nextBoolean())
                        .build();
            case 17 ->
                SetJobVariables.newBuilder()
                        .setJobKey(key)
                        .setVariables(random.nextBoolean() ? Map.of() : Map.of("v", json("" + random.nextInt(9))))
                        .setRemoved(random.nextBoolean() ? List.of() : List.of("f", "l"))
                        .setLocal(random.nextBoolean())
                        .build();
            case 11 ->
                ThrowJobError.newBuilder()
                        .setJobKey(key)
                        .setErrorCode("E" + random.nextInt(3))
                        .build();
            case 12 ->
                UpdateJob.newBuilder()
                        .setJobKey(key)
                        .setRetries(orNull(random.nextInt(3)))
                        .setPriority(orNull(random.nextInt(3)))
                        .setTimeout(random.nextInt(3) == 0 ? random.nextLong(100_000) : null)
                        .setIncidentFollowsRetries(random.nextBoolean())
                        .build();
            case 13 ->
                random.nextBoolean()
                        ? GiveBackJob.newBuilder()
                                .setJobKey(key)
                                .setInAnyState(random.nextBoolean())
                                .build()
                        : RetryJobNow.newBuilder().setJobKey(key).build();
            case 14 ->
                ResolveIncident.newBuilder()
                        .setJobKey(key)
                        .setRetries(orNull(2))
                        .build();
            default ->
                random.nextBoolean()
                        ? AnnotateIncident.newBuilder()
                                .setJobKey(key)
                                .setAnnotation("note")
                                .build()
                        : CancelJob.newBuilder().setJobKey(key).build();
        };
    }

    private <T> @Nullable T orNull(T value) {
        return random.nextInt(3) == 0 ? null : value;
    }

    private @Nullable String tokenOf(long key) {
        return engine.job(key).map(Job::getLeaseToken).orElse("stale");
    }

    private static RetryPolicy policy() {
        return RetryPolicy.newBuilder()
                .setRules(List.of(
                        RetryRule.newBuilder()
                                .setName("e1")
                                .setErrorCodes(List.of("E1"))
                                .setMaxAttempts(2)
                                .setJitter(Jitter.FULL)
                                .build(),
                        RetryRule.newBuilder()
                                .setName("rest")
                                .setErrorCodes(List.of("*"))
                                .setMaxAttempts(3)
                                .setJitter(Jitter.EQUAL)
                                .build()))
                .setTotalDeadline(10_000_000L)
                .setOnExhausted(ExhaustedAction.THROW_ERROR)
                .build();
    }
}
