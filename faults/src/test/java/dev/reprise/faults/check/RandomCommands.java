package dev.reprise.faults.check;

import dev.reprise.command.ActivateJobs;
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
import dev.reprise.faults.memory.SentCommand;
import dev.reprise.policy.RetryPolicy;
import dev.reprise.policy.RetryRule;
import java.util.List;
import java.util.Random;
import java.util.function.LongFunction;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Commands of every kind, drawn at random, legal or not. */
final class RandomCommands {
    private static final int JOBS = 25;

    private final Random random;
    private final LongFunction<@Nullable String> leases;

    /**
     * @param leases the lease that a job is under
     */
    RandomCommands(Random random, LongFunction<@Nullable String> leases) {
        this.random = random;
        this.leases = leases;
    }

    ActivateJobs activation() {
        return ActivateJobs.newBuilder()
                .setType("t")
                .setWorker(worker())
                .setMaxJobs(1 + random.nextInt(3))
                .setTimeout(1 + random.nextInt(3000))
                .setTimeoutUsesAttempt(random.nextBoolean())
                .build();
    }

    SpecificRecord next() {
        long key = 1 + random.nextInt(JOBS);
        return switch (random.nextInt(16)) {
            case 0, 1, 2 ->
                CreateJob.newBuilder()
                        .setJobKey(key)
                        .setType("t")
                        .setCaughtErrors(orNull(List.of("E1")))
                        .build();
            case 3, 4, 5, 6 -> failure(key);
            case 7 ->
                CompleteJob.newBuilder()
                        .setJobKey(key)
                        .setWorker(orNull(worker()))
                        .setLeaseToken(lease(key))
                        .setAcceptExpiredLease(random.nextBoolean())
                        .build();
            case 8 ->
                ThrowJobError.newBuilder()
                        .setJobKey(key)
                        .setErrorCode("E" + random.nextInt(3))
                        .setWorker(orNull(worker()))
                        .setLeaseToken(lease(key))
                        .setAcceptExpiredLease(random.nextBoolean())
                        .build();
            case 9, 10 ->
                UpdateJob.newBuilder()
                        .setJobKey(key)
                        .setRetries(orNull(random.nextInt(3)))
                        .setTimeout(random.nextInt(3) == 0 ? 1 + random.nextLong(3000) : null)
                        .setPriority(1)
                        .setIncidentFollowsRetries(random.nextBoolean())
                        .build();
            case 11 ->
                GiveBackJob.newBuilder()
                        .setJobKey(key)
                        .setLeaseToken(lease(key))
                        .setInAnyState(random.nextBoolean())
                        .build();
            case 12 ->
                LockJob.newBuilder()
                        .setJobKey(key)
                        .setWorker(worker())
                        .setTimeout(1 + random.nextInt(3000))
                        .setTimeoutUsesAttempt(random.nextBoolean())
                        .build();
            case 13 ->
                random.nextBoolean()
                        ? RetryJobNow.newBuilder().setJobKey(key).build()
                        : SetJobVariables.newBuilder().setJobKey(key).build();
            case 14 ->
                ResolveIncident.newBuilder()
                        .setJobKey(key)
                        .setRetries(orNull(2))
                        .build();
            default ->
                random.nextInt(3) > 0
                        ? AnnotateIncident.newBuilder().setJobKey(key).build()
                        : CancelJob.newBuilder().setJobKey(key).build();
        };
    }

    private FailJob failure(long key) {
        return FailJob.newBuilder()
                .setJobKey(key)
                .setRetries(orNull(random.nextInt(4) - 1))
                .setRetryBackOff(orNull((long) random.nextInt(2000) - 100))
                .setErrorCode(orNull("E" + random.nextInt(3)))
                .setWorker(orNull(worker()))
                .setLeaseToken(lease(key))
                .setAcceptExpiredLease(random.nextBoolean())
                .build();
    }

    /** What the client remembers of it. */
    SentCommand sent(SpecificRecord record, String id, long at) {
        SentCommand sent = RandomEngine.remembered(record, id, (Long) value(record, "jobKey"), at);
        if (record instanceof FailJob failure) {
            Integer retries = failure.getRetries();
            Long backOff = failure.getRetryBackOff();
            sent = sent.under(failure.getLeaseToken());
            return retries != null && retries > 0 && backOff != null && backOff > 0 ? sent.backingOff(backOff) : sent;
        }
        return record.getSchema().getField("leaseToken") == null
                ? sent
                : sent.under((String)
                        record.get(record.getSchema().getField("leaseToken").pos()));
    }

    private static Object value(SpecificRecord record, String field) {
        return record.get(record.getSchema().getField(field).pos());
    }

    private @Nullable String lease(long key) {
        return random.nextInt(3) == 0 ? leases.apply(key) : null;
    }

    private String worker() {
        return "w" + random.nextInt(2);
    }

    private <T> @Nullable T orNull(T value) {
        return random.nextInt(3) == 0 ? value : null;
    }

    static RetryPolicy policy() {
        return RetryPolicy.newBuilder()
                .setRules(List.of(
                        rule("e1", "E1")
                                .setMaxAttempts(2)
                                .setInitialInterval(50)
                                .build(),
                        rule("e2", "E2").setMaxAttempts(1).build(),
                        rule("timeouts", "TIMEOUT")
                                .setMaxAttempts(4)
                                .setInitialInterval(100)
                                .build()))
                .setOnExhausted(ExhaustedAction.THROW_ERROR)
                .build();
    }

    private static RetryRule.Builder rule(String name, String code) {
        return RetryRule.newBuilder().setName(name).setErrorCodes(List.of(code)).setJitter(Jitter.EQUAL);
    }
}
