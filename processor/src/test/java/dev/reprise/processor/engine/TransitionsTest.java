package dev.reprise.processor.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.command.ActivateJobs;
import dev.reprise.command.AnnotateIncident;
import dev.reprise.command.CancelJob;
import dev.reprise.command.CompleteJob;
import dev.reprise.command.GiveBackJob;
import dev.reprise.command.LockJob;
import dev.reprise.command.ResolveIncident;
import dev.reprise.command.RetryJobNow;
import dev.reprise.command.SetJobVariables;
import dev.reprise.command.ThrowJobError;
import dev.reprise.command.UpdateJob;
import dev.reprise.common.JobState;
import dev.reprise.reply.CommandAccepted;
import dev.reprise.reply.CommandRejected;
import dev.reprise.state.Job;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The full matrix: every command in every state leads to the state named or is refused with the type named. */
class TransitionsTest extends EngineSpec {
    private static final Map<String, Supplier<SpecificRecord>> COMMANDS = Map.ofEntries(
            Map.entry("CreateJob", EngineSpec::create),
            Map.entry("ActivateJobs", EngineSpec::activate),
            Map.entry(
                    "CompleteJob", () -> CompleteJob.newBuilder().setJobKey(JOB).build()),
            Map.entry(
                    "FailJob, retries, backoff",
                    () -> fail().setRetries(1).setRetryBackOff(60_000L).build()),
            Map.entry("FailJob, retries", () -> fail().setRetries(1).build()),
            Map.entry("FailJob, none", () -> fail().setRetries(0).build()),
            Map.entry(
                    "FailJob, last holder",
                    () -> fail().setRetries(1)
                            .setWorker(WORKER)
                            .setAcceptExpiredLease(true)
                            .build()),
            Map.entry(
                    "FailJob, last, none",
                    () -> fail().setRetries(0)
                            .setWorker(WORKER)
                            .setAcceptExpiredLease(true)
                            .build()),
            Map.entry(
                    "CompleteJob, last holder",
                    () -> CompleteJob.newBuilder()
                            .setJobKey(JOB)
                            .setWorker(WORKER)
                            .setAcceptExpiredLease(true)
                            .build()),
            Map.entry(
                    "ThrowJobError, last holder",
                    () -> ThrowJobError.newBuilder()
                            .setJobKey(JOB)
                            .setErrorCode("E1")
                            .setWorker(WORKER)
                            .setAcceptExpiredLease(true)
                            .build()),
            Map.entry(
                    "GiveBackJob, any state",
                    () -> GiveBackJob.newBuilder()
                            .setJobKey(JOB)
                            .setInAnyState(true)
                            .build()),
            Map.entry(
                    "LockJob",
                    () -> LockJob.newBuilder()
                            .setJobKey(JOB)
                            .setWorker(WORKER)
                            .setTimeout(9)
                            .build()),
            Map.entry(
                    "SetJobVariables",
                    () -> SetJobVariables.newBuilder()
                            .setJobKey(JOB)
                            .setVariables(Map.of("v", json("1")))
                            .build()),
            Map.entry(
                    "ThrowJobError, caught",
                    () -> ThrowJobError.newBuilder()
                            .setJobKey(JOB)
                            .setErrorCode("E1")
                            .build()),
            Map.entry(
                    "ThrowJobError, uncaught",
                    () -> ThrowJobError.newBuilder()
                            .setJobKey(JOB)
                            .setErrorCode("X")
                            .build()),
            Map.entry("UpdateJob, retries", () -> update().setRetries(5).build()),
            Map.entry("UpdateJob, timeout", () -> update().setTimeout(9L).build()),
            Map.entry("UpdateJob, priority", () -> update().setPriority(9).build()),
            Map.entry(
                    "UpdateJob, retries govern",
                    () -> update().setRetries(5).setIncidentFollowsRetries(true).build()),
            Map.entry(
                    "UpdateJob, zero governs",
                    () -> update().setRetries(0).setIncidentFollowsRetries(true).build()),
            Map.entry(
                    "GiveBackJob", () -> GiveBackJob.newBuilder().setJobKey(JOB).build()),
            Map.entry(
                    "RetryJobNow", () -> RetryJobNow.newBuilder().setJobKey(JOB).build()),
            Map.entry(
                    "ResolveIncident, retries",
                    () -> ResolveIncident.newBuilder()
                            .setJobKey(JOB)
                            .setRetries(2)
                            .build()),
            Map.entry(
                    "ResolveIncident",
                    () -> ResolveIncident.newBuilder().setJobKey(JOB).build()),
            Map.entry(
                    "AnnotateIncident",
                    () -> AnnotateIncident.newBuilder()
                            .setJobKey(JOB)
                            .setAnnotation("seen")
                            .build()),
            Map.entry("CancelJob", () -> CancelJob.newBuilder().setJobKey(JOB).build()));

    private static UpdateJob.Builder update() {
        return UpdateJob.newBuilder().setJobKey(JOB);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            command                   | absent         | ACTIVATABLE    | ACTIVATED      | BACKING_OFF    | INCIDENT       | COMPLETED      | CANCELED       | ERROR_THROWN
            CreateJob                 | ACTIVATABLE    | ALREADY_EXISTS | ALREADY_EXISTS | ALREADY_EXISTS | ALREADY_EXISTS | ALREADY_EXISTS | ALREADY_EXISTS | ALREADY_EXISTS
            ActivateJobs              | absent         | ACTIVATED      | ACTIVATED      | BACKING_OFF    | INCIDENT       | COMPLETED      | CANCELED       | ERROR_THROWN
            CompleteJob               | NOT_FOUND      | COMPLETED      | COMPLETED      | INVALID_STATE  | INVALID_STATE  | INVALID_STATE  | INVALID_STATE  | INVALID_STATE
            FailJob, retries, backoff | NOT_FOUND      | BACKING_OFF    | BACKING_OFF    | INVALID_STATE  | INVALID_STATE  | INVALID_STATE  | INVALID_STATE  | INVALID_STATE
            FailJob, retries          | NOT_FOUND      | ACTIVATABLE    | ACTIVATABLE    | INVALID_STATE  | INVALID_STATE  | INVALID_STATE  | INVALID_STATE  | INVALID_STATE
            FailJob, none             | NOT_FOUND      | INCIDENT       | INCIDENT       | INVALID_STATE  | INVALID_STATE  | INVALID_STATE  | INVALID_STATE  | INVALID_STATE
            ThrowJobError, caught     | NOT_FOUND      | ERROR_THROWN   | ERROR_THROWN   | INVALID_STATE  | INVALID_STATE  | INVALID_STATE  | INVALID_STATE  | INVALID_STATE
            ThrowJobError, uncaught   | NOT_FOUND      | INCIDENT       | INCIDENT       | INVALID_STATE  | INVALID_STATE  | INVALID_STATE  | INVALID_STATE  | INVALID_STATE
            UpdateJob, retries        | NOT_FOUND      | ACTIVATABLE    | ACTIVATED      | BACKING_OFF    | INCIDENT       | INVALID_STATE  | INVALID_STATE  | INVALID_STATE
            UpdateJob, timeout        | NOT_FOUND      | INVALID_STATE  | ACTIVATED      | INVALID_STATE  | INVALID_STATE  | INVALID_STATE  | INVALID_STATE  | INVALID_STATE
            UpdateJob, priority       | NOT_FOUND      | ACTIVATABLE    | ACTIVATED      | BACKING_OFF    | INCIDENT       | INVALID_STATE  | INVALID_STATE  | INVALID_STATE
            UpdateJob, retries govern | NOT_FOUND      | ACTIVATABLE    | ACTIVATED      | BACKING_OFF    | ACTIVATABLE    | INVALID_STATE  | INVALID_STATE  | INVALID_STATE
            UpdateJob, zero governs   | NOT_FOUND      | INCIDENT       | INCIDENT       | INCIDENT       | INCIDENT       | INVALID_STATE  | INVALID_STATE  | INVALID_STATE
            GiveBackJob               | NOT_FOUND      | INVALID_STATE  | ACTIVATABLE    | INVALID_STATE  | INVALID_STATE  | INVALID_STATE  | INVALID_STATE  | INVALID_STATE
            FailJob, last holder      | NOT_FOUND      | NOT_OWNER      | ACTIVATABLE    | ACTIVATABLE    | ACTIVATABLE    | INVALID_STATE  | INVALID_STATE  | INVALID_STATE
            FailJob, last, none       | NOT_FOUND      | NOT_OWNER      | INCIDENT       | INCIDENT       | INCIDENT       | INVALID_STATE  | INVALID_STATE  | INVALID_STATE
            CompleteJob, last holder  | NOT_FOUND      | NOT_OWNER      | COMPLETED      | COMPLETED      | COMPLETED      | INVALID_STATE  | INVALID_STATE  | INVALID_STATE
            ThrowJobError, last holder | NOT_FOUND      | NOT_OWNER      | ERROR_THROWN   | ERROR_THROWN   | ERROR_THROWN   | INVALID_STATE  | INVALID_STATE  | INVALID_STATE
            GiveBackJob, any state    | NOT_FOUND      | ACTIVATABLE    | ACTIVATABLE    | ACTIVATABLE    | INCIDENT       | INVALID_STATE  | INVALID_STATE  | INVALID_STATE
            LockJob                   | NOT_FOUND      | ACTIVATED      | ACTIVATED      | ACTIVATED      | INVALID_STATE  | INVALID_STATE  | INVALID_STATE  | INVALID_STATE
            SetJobVariables           | NOT_FOUND      | ACTIVATABLE    | ACTIVATED      | BACKING_OFF    | INCIDENT       | INVALID_STATE  | INVALID_STATE  | INVALID_STATE
            RetryJobNow               | NOT_FOUND      | INVALID_STATE  | INVALID_STATE  | ACTIVATABLE    | INVALID_STATE  | INVALID_STATE  | INVALID_STATE  | INVALID_STATE
            ResolveIncident, retries  | NOT_FOUND      | NOT_FOUND      | NOT_FOUND      | NOT_FOUND      | ACTIVATABLE    | NOT_FOUND      | NOT_FOUND      | NOT_FOUND
            ResolveIncident           | NOT_FOUND      | NOT_FOUND      | NOT_FOUND      | NOT_FOUND      | INVALID_STATE  | NOT_FOUND      | NOT_FOUND      | NOT_FOUND
            AnnotateIncident          | NOT_FOUND      | NOT_FOUND      | NOT_FOUND      | NOT_FOUND      | INCIDENT       | NOT_FOUND      | NOT_FOUND      | NOT_FOUND
            CancelJob                 | NOT_FOUND      | CANCELED       | CANCELED       | CANCELED       | CANCELED       | INVALID_STATE  | INVALID_STATE  | INVALID_STATE
            """)
    void leadTo(
            String command,
            String absent,
            String activatable,
            String activated,
            String backingOff,
            String incident,
            String completed,
            String canceled,
            String errorThrown) {
        check(command, "absent", absent);
        check(command, "ACTIVATABLE", activatable);
        check(command, "ACTIVATED", activated);
        check(command, "BACKING_OFF", backingOff);
        check(command, "INCIDENT", incident);
        check(command, "COMPLETED", completed);
        check(command, "CANCELED", canceled);
        check(command, "ERROR_THROWN", errorThrown);
    }

    private void check(String command, String from, String to) {
        stop();
        start();
        bringTo(from);
        assertThat(stateOf()).isEqualTo(from);
        long sequence = engine.job(JOB).map(Job::getSequence).orElse(0L);
        when(command(command));
        if (answer() instanceof CommandRejected rejected) {
            assertThat(rejected.getType().name())
                    .as("%s in %s: %s", command, from, rejected.getReason())
                    .isEqualTo(to);
            assertThat(stateOf()).as("a refusal changes nothing").isEqualTo(from);
            assertThat(engine.job(JOB).map(Job::getSequence).orElse(0L)).isEqualTo(sequence);
        } else {
            assertThat(stateOf()).as("%s in %s", command, from).isEqualTo(to);
            if (answer() instanceof CommandAccepted accepted) {
                assertThat(accepted.getJob().getState().name()).isEqualTo(to);
                assertThat(accepted.getJob().getSequence()).isEqualTo(job().getSequence());
            }
        }
    }

    private static SpecificRecord command(String name) {
        return Objects.requireNonNull(COMMANDS.get(name), name).get();
    }

    private String stateOf() {
        return engine.job(JOB).map(Job::getState).map(JobState::name).orElse("absent");
    }

    private void bringTo(String state) {
        if (state.equals("absent")) {
            return;
        }
        given(createBuilder().setCaughtErrors(List.of("E*")).build());
        switch (state) {
            case "ACTIVATED" -> given(activate());
            case "BACKING_OFF" ->
                given(activate(), fail().setRetries(1).setRetryBackOff(1000L).build());
            case "INCIDENT" -> given(activate(), fail().setRetries(0).build());
            case "COMPLETED" -> given(complete());
            case "CANCELED" -> given(CancelJob.newBuilder().setJobKey(JOB).build());
            case "ERROR_THROWN" -> given(command("ThrowJobError, caught"));
            default -> assertThat(state).isEqualTo("ACTIVATABLE");
        }
    }

    @Test
    void coverEveryCommand() {
        Set<String> covered = new HashSet<>();
        COMMANDS.values()
                .forEach(command -> covered.add(command.get().getSchema().getName()));
        Set<String> all = new HashSet<>();
        new Deciders(EngineSettings.DEFAULT).commands().forEach(type -> all.add(type.getSimpleName()));
        assertThat(covered).isEqualTo(all).contains(ActivateJobs.class.getSimpleName());
    }
}
