package dev.reprise.processor.engine;

import static dev.reprise.common.RejectionType.INVALID_STATE;
import static dev.reprise.common.RejectionType.NOT_OWNER;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.command.ActivateJobs;
import dev.reprise.command.CompleteJob;
import dev.reprise.command.FailJob;
import dev.reprise.command.GiveBackJob;
import dev.reprise.command.LockJob;
import dev.reprise.command.SetJobVariables;
import dev.reprise.command.UpdateJob;
import dev.reprise.common.ActivationOrder;
import dev.reprise.common.IncidentResolution;
import dev.reprise.common.JobSelection;
import dev.reprise.common.JobState;
import dev.reprise.event.IncidentResolved;
import dev.reprise.event.JobActivated;
import dev.reprise.event.JobCompleted;
import dev.reprise.event.JobFailed;
import dev.reprise.event.JobGivenBack;
import dev.reprise.event.JobRetryDue;
import dev.reprise.event.JobRetryScheduled;
import dev.reprise.event.JobUpdated;
import dev.reprise.event.JobVariablesSet;
import dev.reprise.reply.ActivatedJob;
import dev.reprise.state.JobPayload;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What Camunda 7 knows and the others do not: the last holder counts, locks outlive incidents, variables have a scope. */
class LastHolderTest extends EngineSpec {
    private static FailJob.Builder report() {
        return fail().setWorker(WORKER).setAcceptExpiredLease(true);
    }

    @Test
    void reportsAgainWhileTheJobBacksOff() {
        given(
                create(),
                activate(),
                report().setRetries(3).setRetryBackOff(60_000L).build());
        when(report().setRetries(2).setRetryBackOff(5_000L).build());
        then(event(JobFailed.class, "retries", 2), event(JobRetryScheduled.class, "dueAt", at(ofSeconds(5))));
        after(ofSeconds(5));
        then(event(JobRetryDue.class));
    }

    @Test
    void mayNotReportOnceAnotherWorkerHasTakenTheJob() {
        given(create(), activate(), report().setRetries(3).build());
        given(activateBuilder().setWorker("w2").build());
        when(report().setRetries(2).build());
        thenRejected(NOT_OWNER, "it is held by worker 'w2', not by 'w1'");
    }

    @Test
    void raisesNoSecondIncident() {
        given(
                create(),
                activate(),
                report().setRetries(0).setErrorMessage("first").build());
        when(report().setRetries(0).setErrorMessage("second").build());
        then(event(JobFailed.class, "errorMessage", "second"));
        assertThat(state()).isEqualTo(JobState.INCIDENT);
        assertThat(job().getErrorMessage()).isEqualTo("second");
        assertThat(job().getIncident().getErrorMessage()).isEqualTo("first");
    }

    @Test
    void resolvesTheIncidentByReportingRetries() {
        given(create(), activate(), report().setRetries(0).build());
        when(report().setRetries(2).setRetryBackOff(1_000L).build());
        then(
                event(JobFailed.class, "retries", 2),
                event(IncidentResolved.class, "resolution", IncidentResolution.RETRIES_RAISED, "retries", 2),
                event(JobRetryScheduled.class, "dueAt", at(ofSeconds(1))));
        assertThat(state()).isEqualTo(JobState.BACKING_OFF);
    }

    @Test
    void completesAJobWithAnIncident() {
        given(create(), activate(), report().setRetries(0).build());
        when(CompleteJob.newBuilder()
                .setJobKey(JOB)
                .setWorker(WORKER)
                .setAcceptExpiredLease(true)
                .build());
        then(
                event(IncidentResolved.class, "resolution", IncidentResolution.JOB_ENDED),
                event(JobCompleted.class, "worker", WORKER));
        assertThat(job().getIncident()).isNull();
    }

    @Test
    void isForgottenWhenTheJobIsUnlockedAndABackoffEnds() {
        given(
                create(),
                activate(),
                report().setRetries(3).setRetryBackOff(60_000L).build());
        when(GiveBackJob.newBuilder().setJobKey(JOB).setInAnyState(true).build());
        then(event(JobGivenBack.class, "held", false, "worker", WORKER));
        assertThat(state()).isEqualTo(JobState.ACTIVATABLE);
        assertThat(job().getAttempt()).as("the attempt was one").isEqualTo(1);
        when(report().setRetries(1).build());
        thenRejected(NOT_OWNER, "no lease on it is current");
    }

    @Test
    void aLockOutlivesRaisedRetries() {
        given(
                create(),
                activate(),
                report().setRetries(0).setRetryBackOff(10_000L).build());
        after(ofSeconds(4));
        when(UpdateJob.newBuilder()
                .setJobKey(JOB)
                .setRetries(2)
                .setIncidentFollowsRetries(true)
                .build());
        then(
                event(JobUpdated.class, "retries", 2),
                event(IncidentResolved.class),
                event(JobRetryScheduled.class, "dueAt", at(ofSeconds(10)), "backOff", 6_000L));
    }

    @Test
    void nobodyTakesAHeldJobWhoseRetriesWereTakenAwayAndGivenBack() {
        given(create(), activate());
        given(UpdateJob.newBuilder()
                .setJobKey(JOB)
                .setRetries(0)
                .setIncidentFollowsRetries(true)
                .build());
        given(UpdateJob.newBuilder()
                .setJobKey(JOB)
                .setRetries(2)
                .setIncidentFollowsRetries(true)
                .build());
        given(activateBuilder().setWorker("w2").build());
        assertThat(handedOut()).isEmpty();
        assertThat(state()).isEqualTo(JobState.BACKING_OFF);
        assertThat(job().getDueAt()).isEqualTo(T0 + LEASE.toMillis());
        when(CompleteJob.newBuilder()
                .setJobKey(JOB)
                .setWorker(WORKER)
                .setAcceptExpiredLease(true)
                .build());
        then(event(JobCompleted.class));
    }

    @Test
    void locksOneJob() {
        given(create());
        when(LockJob.newBuilder()
                .setJobKey(JOB)
                .setWorker("w3")
                .setTimeout(1_000)
                .build());
        then(event(JobActivated.class, "worker", "w3", "attempt", 1, "deadline", at(ofSeconds(1))));
        when(LockJob.newBuilder()
                .setJobKey(JOB)
                .setWorker("w4")
                .setTimeout(1_000)
                .build());
        thenRejected(NOT_OWNER, "another worker holds it");
        when(LockJob.newBuilder()
                .setJobKey(JOB)
                .setWorker("w3")
                .setTimeout(9_000)
                .build());
        then(event(JobUpdated.class, "deadline", at(ofSeconds(9))));
        after(ofMillis(8_999));
        thenNothing();
    }

    @Test
    void keepsErrorDetailsOnlyIfAskedTo() {
        given(
                create(),
                activate(),
                report().setRetries(2).setErrorDetails("at line 1").build());
        given(report().setRetries(2).setKeepErrorDetails(true).build());
        assertThat(engine.errorDetails(JOB)).contains("at line 1");
        given(report().setRetries(2)
                .setKeepErrorDetails(true)
                .setErrorDetails("")
                .build());
        assertThat(engine.errorDetails(JOB)).contains("");
        given(report().setRetries(2).build());
        assertThat(engine.errorDetails(JOB)).isEmpty();
    }

    @Test
    void localVariablesHideOthersUntilTheJobEnds() {
        given(
                createBuilder()
                        .setVariables(Map.of("x", json("1"), "y", json("1")))
                        .build(),
                activate());
        given(report().setRetries(2)
                .setKeepLocalVariables(true)
                .setVariables(Map.of("y", json("2")))
                .setLocalVariables(Map.of("x", json("9")))
                .build());
        given(report().setRetries(2)
                .setKeepLocalVariables(true)
                .setVariables(Map.of("x", json("10"), "z", json("3")))
                .build());
        JobPayload payload = engine.payload(JOB).orElseThrow();
        assertThat(payload.getVariables()).isEqualTo(Map.of("x", json("1"), "y", json("2"), "z", json("3")));
        assertThat(payload.getLocalVariables()).isEqualTo(Map.of("x", json("10")));
        given(activateBuilder().setFetchVariables(List.of("x")).build());
        ActivatedJob job = handedOut().get(0);
        assertThat(job.getVariables()).isEqualTo(Map.of("x", json("1")));
        assertThat(job.getLocalVariables()).isEqualTo(Map.of("x", json("10")));
    }

    @Test
    void setsAndRemovesVariablesBetweenAttempts() {
        given(createBuilder()
                .setVariables(Map.of("x", json("1"), "y", json("1")))
                .build());
        when(SetJobVariables.newBuilder()
                .setJobKey(JOB)
                .setVariables(Map.of("z", json("3")))
                .setRemoved(List.of("x", "nope"))
                .build());
        then(event(JobVariablesSet.class, "removed", List.of("x", "nope"), "local", false));
        assertThat(engine.payload(JOB).orElseThrow().getVariables()).isEqualTo(Map.of("y", json("1"), "z", json("3")));
        given(complete());
        when(SetJobVariables.newBuilder().setJobKey(JOB).build());
        thenRejected(INVALID_STATE, "it is COMPLETED");
    }

    @Test
    void isToldWhatWentWrongLast() {
        given(create(), activate());
        assertThat(handedOut().get(0).getRetriesGiven()).isFalse();
        given(report().setRetries(2)
                .setErrorMessage("boom")
                .setErrorDetails("at 1")
                .build());
        given(activateBuilder().setWithLastFailure(true).build());
        ActivatedJob job = handedOut().get(0);
        assertThat(job.getRetriesGiven()).isTrue();
        assertThat(job.getErrorMessage()).isEqualTo("boom");
        assertThat(job.getErrorDetails()).isEqualTo("at 1");
    }

    @Test
    void takesOnlyWhatItSelects() {
        given(createBuilder()
                .setBusinessKey("a")
                .setVariables(Map.of("n", json("42")))
                .build());
        given(createBuilder()
                .setJobKey(2L)
                .setBusinessKey("b")
                .setVariables(Map.of("s", json("\"x\"")))
                .build());
        JobSelection none = JobSelection.newBuilder().build();
        assertThat(selected(JobSelection.newBuilder(none).setBusinessKey("c").build()))
                .isEmpty();
        assertThat(selected(JobSelection.newBuilder(none)
                        .setVariables(Map.of("n", variable("42", "Long")))
                        .build()))
                .as("an Integer is no Long")
                .isEmpty();
        assertThat(selected(JobSelection.newBuilder(none)
                        .setVariables(Map.of("n", variable("42.0", "Integer"), "s", variable("\"y\"", "String")))
                        .build()))
                .containsExactly(JOB);
        assertThat(selected(JobSelection.newBuilder(none).setBusinessKey("b").build()))
                .containsExactly(2L);
    }

    @Test
    void takesTheNewestFirstIfAskedTo() {
        given(create());
        after(ofSeconds(1));
        given(createBuilder().setJobKey(2L).build());
        after(ofSeconds(1));
        given(createBuilder().setJobKey(3L).setPriority(-1).build());
        JobSelection.Builder newest = JobSelection.newBuilder().setOrder(ActivationOrder.NEWEST);
        given(activateBuilder().setMaxJobs(1).setSelection(newest.build()).build());
        assertThat(handedOut()).extracting(ActivatedJob::getJobKey).containsExactly(2L);
        given(activateBuilder()
                .setSelection(newest.setUsePriority(false).build())
                .build());
        assertThat(handedOut()).extracting(ActivatedJob::getJobKey).containsExactly(3L, JOB);
    }

    private List<Long> selected(JobSelection selection) {
        ActivateJobs command = activateBuilder().setSelection(selection).build();
        given(command);
        return handedOut().stream().map(ActivatedJob::getJobKey).toList();
    }

    private static dev.reprise.common.Variable variable(String value, String type) {
        return dev.reprise.common.Variable.newBuilder()
                .setValue(value)
                .setType(type)
                .build();
    }
}
