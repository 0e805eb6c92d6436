package dev.reprise.processor.engine;

import static dev.reprise.common.RejectionType.INVALID_ARGUMENT;
import static dev.reprise.common.RejectionType.INVALID_STATE;
import static dev.reprise.common.RejectionType.NOT_FOUND;
import static dev.reprise.common.RejectionType.NOT_OWNER;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.common.JobState;
import dev.reprise.common.StopReason;
import dev.reprise.event.IncidentCreated;
import dev.reprise.event.JobFailed;
import dev.reprise.event.JobRetryDue;
import dev.reprise.event.JobRetryScheduled;
import dev.reprise.reply.CommandRejected;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FailJobTest extends EngineSpec {
    @Test
    void retriesAfterTheBackoff() {
        given(create(), activate());
        when(fail().setRetries(2).setRetryBackOff(30_000L).build());
        then(
                event(
                        JobFailed.class,
                        "retries",
                        2,
                        "backOff",
                        30_000L,
                        "attempt",
                        1,
                        "sequence",
                        3L,
                        "stopReason",
                        null),
                event(JobRetryScheduled.class, "dueAt", at(ofSeconds(30)), "attempt", 2, "sequence", 4L));
        assertThat(state()).isEqualTo(JobState.BACKING_OFF);
        after(ofMillis(29_999));
        thenNothing();
        after(ofMillis(1));
        then(event(JobRetryDue.class, "dueAt", at(ofSeconds(30)), "early", false, "commandId", null));
        assertThat(state()).isEqualTo(JobState.ACTIVATABLE);
    }

    @Test
    void retriesAtOnceWithoutBackoff() {
        given(create(), activate());
        when(fail().setRetries(1).build());
        then(event(JobFailed.class, "retries", 1, "backOff", 0L));
        assertThat(state()).isEqualTo(JobState.ACTIVATABLE);
        assertThat(leaseToken()).isNull();
        given(activate());
        assertThat(handedOut()).hasSize(1);
        assertThat(handedOut().get(0).getAttempt()).isEqualTo(2);
    }

    @Test
    void raisesAnIncidentWhenNoRetriesAreLeft() {
        given(create(), activate());
        when(fail().setRetries(0)
                .setErrorMessage("card declined")
                .setErrorCode("DECLINED")
                .build());
        then(
                event(JobFailed.class, "retries", 0, "stopReason", StopReason.WORKER_GAVE_NONE),
                event(
                        IncidentCreated.class,
                        "reason",
                        StopReason.WORKER_GAVE_NONE,
                        "errorMessage",
                        "card declined",
                        "errorCode",
                        "DECLINED"));
        assertThat(state()).isEqualTo(JobState.INCIDENT);
        assertThat(accepted().getJob().getIncident()).isTrue();
    }

    @Test
    void leavesNoRetriesWhenNeitherWorkerNorPolicyGivesThem() {
        given(create(), activate());
        when(fail().build());
        then(
                event(JobFailed.class, "retries", 0, "stopReason", StopReason.NO_POLICY),
                event(IncidentCreated.class, "errorMessage", "No more retries left."));
    }

    @Test
    void takesNegativeRetriesAsTheyStand() {
        given(create(), activate());
        when(fail().setRetries(-3).setRetryBackOff(1000L).build());
        then(event(JobFailed.class, "retries", -3, "backOff", 0L), event(IncidentCreated.class, "retries", -3));
    }

    @Test
    void takesANegativeBackoffForNone() {
        given(create(), activate());
        when(fail().setRetries(1).setRetryBackOff(-1L).build());
        then(event(JobFailed.class, "backOff", 0L));
        assertThat(state()).isEqualTo(JobState.ACTIVATABLE);
    }

    @Test
    void backsOffForEverAtTheLongestBackoffWithoutRunningOver() {
        given(create(), activate());
        when(fail().setRetries(1).setRetryBackOff(Long.MAX_VALUE).build());
        then(
                event(JobFailed.class),
                event(
                        JobRetryScheduled.class,
                        "dueAt",
                        Instant.parse("9999-12-31T23:59:59.999Z"),
                        "backOff",
                        Long.MAX_VALUE));
        after(ofSeconds(1_000_000));
        thenNothing();
        assertThat(state()).isEqualTo(JobState.BACKING_OFF);
    }

    @Test
    void isAcceptedForAJobThatWasNeverActivated() {
        given(create());
        when(fail().setRetries(1).build());
        then(event(JobFailed.class, "attempt", 0));
    }

    @Test
    void isRefusedForAnUnknownJob() {
        when(fail().setRetries(1).build());
        thenRejected(NOT_FOUND, "Expected to fail job 4711, but there is no such job");
    }

    @Test
    void isRefusedWhileBackingOff() {
        given(create(), activate(), fail().setRetries(1).setRetryBackOff(1000L).build());
        when(fail().setRetries(1).build());
        thenRejected(INVALID_STATE, "it is BACKING_OFF");
        assertThat(((CommandRejected) answer()).getJobState()).isEqualTo(JobState.BACKING_OFF);
    }

    @Test
    void isRefusedToAWorkerThatDoesNotHoldTheJob() {
        given(create(), activate());
        when(fail().setRetries(1).setWorker("w2").build());
        thenRejected(NOT_OWNER, "it is held by worker 'w1', not by 'w2'");
    }

    @Test
    void isRefusedWithTheTokenOfAnOlderLease() {
        given(create(), activate());
        String old = leaseToken();
        after(LEASE);
        given(activate());
        when(fail().setRetries(1).setLeaseToken(old).build());
        thenRejected(NOT_OWNER, "the lease token given is not that of the current lease");
        when(fail().setRetries(1).setLeaseToken(leaseToken()).build());
        then(event(JobFailed.class));
    }

    @Test
    void isRefusedAfterTheLeaseRanOutToWhoeverNamesItself() {
        given(create(), activate());
        after(LEASE);
        when(fail().setRetries(1).setWorker(WORKER).build());
        thenRejected(NOT_OWNER, "no lease on it is current");
    }

    @Test
    void countsAnExpiredLeaseWhenToldTo() {
        given(create(), activate());
        after(LEASE);
        when(fail().setRetries(1).setWorker(WORKER).setAcceptExpiredLease(true).build());
        then(event(JobFailed.class, "worker", WORKER));
    }

    @Test
    void givesTheSameAnswerToTheSameCommandAgain() {
        given(create(), activate());
        when(fail().setRetries(1).setRetryBackOff(1000L).build(), "same");
        var first = accepted().getJob();
        after(ofSeconds(1));
        given(activate());
        when(fail().setRetries(1).setRetryBackOff(1000L).build(), "same");
        thenNothing();
        assertThat(accepted().getRepeated()).isTrue();
        assertThat(accepted().getJob().getState()).isEqualTo(first.getState());
        assertThat(accepted().getJob().getNextRetryAt()).isEqualTo(first.getNextRetryAt());
        assertThat(accepted().getJob().getSequence()).isEqualTo(first.getSequence());
        assertThat(state()).isEqualTo(JobState.ACTIVATED);
    }

    @Test
    void givesTheSameRefusalToTheSameCommandAgain() {
        given(create(), activate(), fail().setRetries(1).setRetryBackOff(1000L).build());
        when(fail().setRetries(0).build(), "same");
        thenRejected(INVALID_STATE, "BACKING_OFF");
        after(ofSeconds(1));
        when(fail().setRetries(0).build(), "same");
        thenRejected(INVALID_STATE, "BACKING_OFF");
        assertThat(((CommandRejected) answer()).getRepeated()).isTrue();
        assertThat(state()).isEqualTo(JobState.ACTIVATABLE);
    }

    @Test
    void handsItsVariablesToTheNextAttempt() {
        given(
                createBuilder()
                        .setVariables(Map.of("a", json("1"), "b", json("2")))
                        .build(),
                activate());
        given(fail().setRetries(1)
                .setVariables(Map.of("b", json("3")))
                .setLocalVariables(Map.of("c", json("4")))
                .build());
        when(activate());
        assertThat(handedOut().get(0).getVariables()).isEqualTo(Map.of("a", json("1"), "b", json("3")));
    }

    @Test
    void keepsTheDetailsOfTheLastFailureOnly() {
        given(
                create(),
                activate(),
                fail().setRetries(1).setErrorDetails("at line 1").build());
        assertThat(engine.errorDetails(JOB)).contains("at line 1");
        given(fail().setRetries(1).build());
        assertThat(engine.errorDetails(JOB)).isEmpty();
    }

    @Test
    void keepsTheFirstTenThousandCharactersOfAMessageAndMarksTheCut() {
        given(create(), activate());
        when(fail().setRetries(0).setErrorMessage("x".repeat(1 << 20)).build());
        then(
                event(JobFailed.class, "errorMessage", "x".repeat(10_000) + "..."),
                event(IncidentCreated.class, "errorMessage", "x".repeat(10_000) + "..."));
    }

    @Test
    void cutsAMessageBetweenCodePoints() {
        given(create(), activate());
        when(fail().setRetries(1)
                .setErrorMessage("x".repeat(9_999) + "\uD83D\uDE00" + "y")
                .build());
        then(event(JobFailed.class, "errorMessage", "x".repeat(9_999) + "..."));
    }

    @Test
    void keepsANulInAMessage() {
        given(create(), activate());
        when(fail().setRetries(1).setErrorMessage("a\0b").build());
        then(event(JobFailed.class, "errorMessage", "a\0b"));
    }

    @Test
    void isRefusedWithAnErrorCodeThatIsTooLong() {
        given(create());
        when(fail().setErrorCode("e".repeat(257)).build());
        thenRejected(INVALID_ARGUMENT, "Expected the error code to have at most 256 characters, but it had 257");
    }
}
