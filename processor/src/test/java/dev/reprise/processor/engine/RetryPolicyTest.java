package dev.reprise.processor.engine;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.command.ResolveIncident;
import dev.reprise.command.RetryJobNow;
import dev.reprise.common.ExhaustedAction;
import dev.reprise.common.JobState;
import dev.reprise.common.StopReason;
import dev.reprise.event.IncidentCreated;
import dev.reprise.event.JobCanceled;
import dev.reprise.event.JobErrorThrown;
import dev.reprise.event.JobFailed;
import dev.reprise.event.JobRetryDue;
import dev.reprise.event.JobRetryScheduled;
import dev.reprise.event.JobTimedOut;
import dev.reprise.policy.RetryPolicy;
import dev.reprise.policy.RetryRule;
import java.util.List;
import org.junit.jupiter.api.Test;

class RetryPolicyTest extends EngineSpec {
    private static RetryRule.Builder rule(String name, String... codes) {
        return RetryRule.newBuilder().setName(name).setErrorCodes(List.of(codes));
    }

    private static RetryPolicy.Builder policy(RetryRule... rules) {
        return RetryPolicy.newBuilder().setRules(List.of(rules));
    }

    private void failAgain(String code) {
        after(ofHours(2));
        given(activate());
        assertThat(handedOut()).hasSize(1);
        when(fail().setErrorCode(code).build());
    }

    @Test
    void decidesWhenTheWorkerDoesNot() {
        given(policy(rule("all", "*").setMaxAttempts(3).setInitialInterval(1000).build())
                .build());
        given(create(), activate());
        when(fail().setErrorCode("E").build());
        then(
                event(JobFailed.class, "retries", 2, "backOff", 1000L, "policyRule", "all"),
                event(JobRetryScheduled.class, "backOff", 1000L));
        failAgain("E");
        then(event(JobFailed.class, "retries", 1, "backOff", 2000L), event(JobRetryScheduled.class));
        failAgain("E");
        then(
                event(JobFailed.class, "retries", 0, "stopReason", StopReason.ATTEMPTS_EXHAUSTED),
                event(IncidentCreated.class, "reason", StopReason.ATTEMPTS_EXHAUSTED));
    }

    @Test
    void yieldsToTheWorker() {
        given(policy(rule("all", "*").setMaxAttempts(1).build()).build());
        given(create(), activate());
        when(fail().setRetries(5).build());
        then(event(JobFailed.class, "retries", 5, "policyRule", null));
    }

    @Test
    void countsFailuresByRule() {
        given(policy(
                        rule("bank", "BANK.*")
                                .setMaxAttempts(2)
                                .setInitialInterval(0)
                                .build(),
                        rule("net", "NET")
                                .setMaxAttempts(2)
                                .setInitialInterval(0)
                                .build())
                .build());
        given(create(), activate());
        when(fail().setErrorCode("BANK.DOWN").build());
        then(event(JobFailed.class, "retries", 1, "policyRule", "bank"));
        failAgain("NET");
        then(event(JobFailed.class, "retries", 1, "policyRule", "net"));
        failAgain("BANK.SLOW");
        then(event(JobFailed.class, "policyRule", "bank"), event(IncidentCreated.class));
    }

    @Test
    void countsAnewAfterAnIncidentIsResolved() {
        given(policy(rule("all", "*").setMaxAttempts(2).setInitialInterval(0).build())
                .build());
        given(create(), activate(), fail().build(), activate(), fail().build());
        assertThat(state()).isEqualTo(JobState.INCIDENT);
        given(ResolveIncident.newBuilder().setJobKey(JOB).setRetries(1).build(), activate());
        when(fail().build());
        then(event(JobFailed.class, "retries", 1));
    }

    @Test
    void stopsAtOnceWhenARuleAllowsNoRetryOrNoneMatches() {
        given(policy(
                        rule("never", "FATAL").setMaxAttempts(1).build(),
                        rule("some", "E*").build())
                .build());
        given(create(), activate());
        when(fail().setErrorCode("FATAL").build());
        then(event(JobFailed.class, "stopReason", StopReason.NON_RETRYABLE), event(IncidentCreated.class));
        given(ResolveIncident.newBuilder().setJobKey(JOB).setRetries(1).build());
        when(fail().setErrorCode("other").build());
        then(event(JobFailed.class, "stopReason", StopReason.NO_RULE_MATCHED), event(IncidentCreated.class));
    }

    @Test
    void stopsAtTheTotalDeadline() {
        given(policy(rule("all", "*")
                        .setInitialInterval(60_000)
                        .setMultiplier(1)
                        .build())
                .setTotalDeadline(90_000L)
                .build());
        given(create(), activate());
        when(fail().build());
        then(event(JobFailed.class, "retries", Integer.MAX_VALUE), event(JobRetryScheduled.class));
        after(ofSeconds(60));
        given(activate());
        when(fail().build());
        then(event(JobFailed.class, "stopReason", StopReason.DEADLINE_EXCEEDED), event(IncidentCreated.class));
    }

    @Test
    void cancelsOrThrowsWhenExhaustedIfToldTo() {
        RetryRule never = rule("all", "*").setMaxAttempts(1).build();
        given(policy(never).setOnExhausted(ExhaustedAction.CANCEL).build());
        given(create());
        when(fail().build());
        then(event(JobFailed.class), event(JobCanceled.class, "reason", "Retry policy: NON_RETRYABLE"));
        given(policy(never).setOnExhausted(ExhaustedAction.THROW_ERROR).build());
        given(createBuilder().setJobKey(1).setCaughtErrors(List.of("E")).build());
        when(fail().setJobKey(1).setErrorCode("E").build());
        then(event(JobFailed.class), event(JobErrorThrown.class, "caught", true, "errorCode", "E"));
        given(createBuilder().setJobKey(2).setCaughtErrors(List.of("E")).build());
        when(fail().setJobKey(2).setErrorCode("X").build());
        then(event(JobFailed.class), event(JobErrorThrown.class, "caught", false), event(IncidentCreated.class));
    }

    @Test
    void decidesOnTimeoutsThatItCovers() {
        given(policy(rule("slow", "TIMEOUT")
                        .setMaxAttempts(2)
                        .setInitialInterval(5000)
                        .build())
                .build());
        given(create(), activate());
        after(LEASE);
        then(
                event(JobTimedOut.class, "retries", 1, "policyRule", "slow"),
                event(JobRetryScheduled.class, "backOff", 5000L));
        after(ofSeconds(5));
        given(activate());
        after(LEASE);
        then(
                event(JobTimedOut.class, "retries", 0),
                event(IncidentCreated.class, "reason", StopReason.ATTEMPTS_EXHAUSTED));
    }

    @Test
    void canBeCutShortByRetryNow() {
        given(policy(rule("all", "*").setInitialInterval(60_000).build()).build());
        given(create(), activate(), fail().build());
        when(RetryJobNow.newBuilder().setJobKey(JOB).build());
        then(event(JobRetryDue.class, "early", true, "lateness", -60_000L));
        after(ofSeconds(60));
        thenNothing();
    }
}
