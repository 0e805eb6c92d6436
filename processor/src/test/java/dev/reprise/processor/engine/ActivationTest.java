package dev.reprise.processor.engine;

import static dev.reprise.common.RejectionType.INVALID_ARGUMENT;
import static dev.reprise.common.RejectionType.NOT_OWNER;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.command.ActivateJobs;
import dev.reprise.command.CreateJob;
import dev.reprise.command.GiveBackJob;
import dev.reprise.command.UpdateJob;
import dev.reprise.common.JobState;
import dev.reprise.common.ProcessContext;
import dev.reprise.common.StopReason;
import dev.reprise.event.IncidentCreated;
import dev.reprise.event.JobActivated;
import dev.reprise.event.JobGivenBack;
import dev.reprise.event.JobPurged;
import dev.reprise.event.JobTimedOut;
import dev.reprise.event.JobUpdated;
import dev.reprise.reply.ActivatedJob;
import dev.reprise.reply.JobsActivated;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ActivationTest extends EngineSpec {
    private static CreateJob.Builder another(long jobKey) {
        return createBuilder().setJobKey(jobKey);
    }

    private List<Long> keys() {
        return handedOut().stream().map(ActivatedJob::getJobKey).toList();
    }

    @Test
    void handsOutTheJobWithEverythingItsWorkerNeeds() {
        given(createBuilder()
                .setVariables(Map.of("amount", json("30.10")))
                .setHeaders(Map.of("url", "https://example.org"))
                .setBusinessKey("order-1")
                .setProcess(new ProcessContext("charge", 3, "v3", "77", "task"))
                .build());
        when(activate());
        then(event(JobActivated.class, "worker", WORKER, "attempt", 1, "deadline", at(LEASE)));
        ActivatedJob job = handedOut().get(0);
        assertThat(job.getVariables()).isEqualTo(Map.of("amount", json("30.10")));
        assertThat(job.getHeaders()).isEqualTo(Map.of("url", "https://example.org"));
        assertThat(job.getBusinessKey()).isEqualTo("order-1");
        assertThat(job.getProcess()).isEqualTo(new ProcessContext("charge", 3, "v3", "77", "task"));
        assertThat(job.getRetries()).isEqualTo(3);
        assertThat(job.getLeaseToken()).isEqualTo(leaseToken());
    }

    @Test
    void handsOutHigherPrioritiesFirstThenThoseThatWaitLonger() {
        given(
                another(1).build(),
                another(2).setPriority(-5).build(),
                another(3).setPriority(7).build());
        after(ofSeconds(1));
        given(
                another(4).setPriority(7).build(),
                another(5).setPriority(Integer.MIN_VALUE).build());
        when(activate());
        assertThat(keys()).containsExactly(3L, 4L, 1L, 2L, 5L);
    }

    @Test
    void handsOutNoMoreThanAskedFor() {
        given(another(1).build(), another(2).build(), another(3).build());
        when(activateBuilder().setMaxJobs(2).build());
        assertThat(keys()).containsExactly(1L, 2L);
        assertThat(((JobsActivated) answer()).getTruncated()).isFalse();
    }

    @Test
    void handsOutOnlyJobsOfTheTypeAndTenantsAskedFor() {
        given(
                another(1).setType("other").build(),
                another(2).setTenantId("red").build(),
                another(3).setTenantId("blue").build(),
                another(4).build());
        when(activateBuilder().setTenantIds(List.of("red", "blue")).build());
        assertThat(keys()).containsExactly(2L, 3L);
    }

    @Test
    void handsOutOnlyTheVariablesAskedFor() {
        given(createBuilder()
                .setVariables(Map.of("a", json("1"), "b", json("2")))
                .build());
        when(activateBuilder().setFetchVariables(List.of("b", "absent")).build());
        assertThat(handedOut().get(0).getVariables()).isEqualTo(Map.of("b", json("2")));
    }

    @Test
    void stopsWhenTheAnswerIsFullAndSaysSo() {
        Map<String, dev.reprise.common.Variable> large = Map.of("v", json("\"" + "x".repeat(3 << 20) + "\""));
        given(
                another(1).setVariables(large).build(),
                another(2).setVariables(large).build());
        when(activate());
        assertThat(keys()).containsExactly(1L);
        assertThat(((JobsActivated) answer()).getTruncated()).isTrue();
    }

    @Test
    void findsNothingWhenNothingWaits() {
        given(create(), activate());
        when(activate());
        thenNothing();
        assertThat(handedOut()).isEmpty();
    }

    @Test
    void refusesWhatMakesNoSense() {
        when(activateBuilder().setMaxJobs(0).build());
        thenRejected(INVALID_ARGUMENT, "Expected maxJobs to be 1 to 1000, but it was 0");
        when(activateBuilder().setTimeout(0).build());
        thenRejected(INVALID_ARGUMENT, "Expected timeout to be 1 ms or more, but it was 0");
        when(activateBuilder().setType(" ").build());
        thenRejected(INVALID_ARGUMENT, "Expected the type to be given, but it was blank");
        when(activateBuilder().setWorker("a\0b").build());
        thenRejected(INVALID_ARGUMENT, "Expected the worker to have no NUL character, but it had one");
        when(activateBuilder().setTenantIds(List.of()).build());
        thenRejected(INVALID_ARGUMENT, "Expected at least one tenant id, but there was none");
    }

    @Test
    void losesTheJobAndARetryWhenTheLeaseRunsOut() {
        given(create(), activate());
        after(LEASE.minus(ofMillis(1)));
        thenNothing();
        after(ofMillis(1));
        then(event(JobTimedOut.class, "retries", 2, "attemptUsed", true, "worker", WORKER));
        assertThat(state()).isEqualTo(JobState.ACTIVATABLE);
        assertThat(leaseToken()).isNull();
    }

    @Test
    void raisesAnIncidentWhenTimeoutsHaveUsedUpTheRetries() {
        given(createBuilder().setRetries(1).build(), activate());
        after(LEASE);
        then(
                event(JobTimedOut.class, "retries", 0, "stopReason", StopReason.TIMEOUTS_EXHAUSTED),
                event(
                        IncidentCreated.class,
                        "errorMessage",
                        "The lease of worker 'w1' ran out",
                        "errorCode",
                        "TIMEOUT"));
        assertThat(state()).isEqualTo(JobState.INCIDENT);
    }

    @Test
    void keepsTheRetriesWhenTimeoutsAreToBeFree() {
        ActivateJobs lenient = activateBuilder().setTimeoutUsesAttempt(false).build();
        given(createBuilder().setRetries(1).build(), lenient);
        after(LEASE);
        then(event(JobTimedOut.class, "retries", 1, "attemptUsed", false));
        assertThat(state()).isEqualTo(JobState.ACTIVATABLE);
    }

    @Test
    void takesAJobBackAsIfItHadNotBeenHandedOut() {
        given(create(), activate());
        when(GiveBackJob.newBuilder().setJobKey(JOB).setWorker("w2").build());
        thenRejected(NOT_OWNER, "it is held by worker 'w1', not by 'w2'");
        when(GiveBackJob.newBuilder().setJobKey(JOB).setLeaseToken(leaseToken()).build());
        then(event(JobGivenBack.class, "worker", WORKER));
        assertThat(job().getAttempt()).isZero();
        assertThat(job().getRetries()).isEqualTo(3);
    }

    @Test
    void prolongsALease() {
        given(create(), activate());
        after(ofSeconds(10));
        when(UpdateJob.newBuilder().setJobKey(JOB).setTimeout(LEASE.toMillis()).build());
        then(event(JobUpdated.class, "deadline", at(LEASE.plus(ofSeconds(10))), "retries", null));
        after(LEASE.minus(ofMillis(1)));
        thenNothing();
        after(ofMillis(1));
        then(event(JobTimedOut.class));
    }

    @Test
    void leasesForEverWithoutRunningOver() {
        given(create(), activateBuilder().setTimeout(Long.MAX_VALUE).build());
        assertThat(job().getDueAt()).isEqualTo(Times.LATEST);
    }

    @Test
    void firesWhatFallsDueAlthoughTheClockWentBack() {
        given(create());
        after(ofHours(1));
        engine.clockBackTo(T0);
        given(activate());
        assertThat(engine.passUntil(T0 + LEASE.toMillis())).hasSize(1);
        assertThat(state()).isEqualTo(JobState.ACTIVATABLE);
    }

    @Test
    void forgetsAnEndedJobWhenItsRetentionIsOver() {
        given(create(), complete());
        after(ofHours(24).minus(ofMillis(1)));
        thenNothing();
        after(ofMillis(1));
        then(event(JobPurged.class, "lastState", JobState.COMPLETED));
        assertThat(engine.job(JOB)).isEmpty();
        assertThat(engine.payload(JOB)).isEmpty();
        given(create());
        assertThat(job().getSequence()).isEqualTo(1);
    }
}
