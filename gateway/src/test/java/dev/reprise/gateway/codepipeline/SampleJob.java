package dev.reprise.gateway.codepipeline;

import dev.reprise.common.JobState;
import dev.reprise.state.Job;
import dev.reprise.state.Outcome;
import java.util.List;
import java.util.Map;

/** Jobs as the engine has them. */
final class SampleJob {
    static final long KEY = 4711;
    static final String ID = "72657072-6973-8065-0000-000000001267";
    static final String NONCE = "lease-1";

    private SampleJob() {}

    static Job.Builder of(JobState state) {
        return Job.newBuilder()
                .setJobKey(KEY)
                .setType("build")
                .setTenantId("<default>")
                .setState(state)
                .setSequence(2)
                .setPriority(0)
                .setRetries(3)
                .setRetriesGiven(false)
                .setAttempt(1)
                .setCreatedAt(1_000_000)
                .setSince(2_000_000)
                .setDueAt(0)
                .setTimeoutUsesAttempt(false)
                .setFailedAt(0)
                .setHasErrorDetails(false)
                .setRuleFailures(Map.of())
                .setOutcomes(List.of());
    }

    /** Handed out to a worker of this API for a minute. */
    static Job.Builder dispatched() {
        return of(JobState.ACTIVATED)
                .setWorker("codepipeline:Build:Custom")
                .setLeaseToken(NONCE)
                .setDueAt(2_060_000);
    }

    /** Acknowledged by this call. */
    static Job.Builder acknowledged(String invocationId) {
        return dispatched().setDueAt(5_600_000).setOutcomes(List.of(outcome(invocationId)));
    }

    static Outcome outcome(String invocationId) {
        return new Outcome(
                new Acknowledgement(NONCE, invocationId).commandId(), JobState.ACTIVATED, 3, 1, 5_600_000L, 3L);
    }
}
