package dev.reprise.query;

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
import dev.reprise.common.ProcessContext;
import dev.reprise.common.Variable;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.avro.specific.SpecificRecord;

/** Commands for specs. */
public final class Commands {
    public static final String TYPE = "charge-card";
    public static final String WORKER = "worker-1";

    private Commands() {}

    public static CreateJob create(long jobKey) {
        return create(jobKey, TYPE);
    }

    public static CreateJob create(long jobKey, String type) {
        return CreateJob.newBuilder()
                .setJobKey(jobKey)
                .setType(type)
                .setBusinessKey("order-" + jobKey)
                .setProcess(new ProcessContext("charge", 3, null, null, "task"))
                .setVariables(
                        Map.of("amount", Variable.newBuilder().setValue("42.50").build()))
                .setHeaders(Map.of("region", "eu"))
                .build();
    }

    public static ActivateJobs activate(int most) {
        return ActivateJobs.newBuilder()
                .setType(TYPE)
                .setWorker(WORKER)
                .setMaxJobs(most)
                .setTimeout(60_000)
                .build();
    }

    public static FailJob fail(long jobKey, int retries, long backOff) {
        return FailJob.newBuilder()
                .setJobKey(jobKey)
                .setRetries(retries)
                .setRetryBackOff(backOff)
                .setErrorMessage("Card refused")
                .setErrorCode("REFUSED")
                .setErrorDetails("at Card.charge(Card.java:7)")
                .setExternalExecutionId("run-7")
                .build();
    }

    public static CompleteJob complete(long jobKey) {
        return CompleteJob.newBuilder().setJobKey(jobKey).build();
    }

    /** Anything that can be said to one of so many jobs of two types. */
    public static SpecificRecord any(Random random, int jobs) {
        long key = 1 + random.nextInt(jobs);
        return switch (random.nextInt(17)) {
            case 0, 1, 2 -> create(key, random.nextBoolean() ? TYPE : "send-mail");
            case 3, 4, 5 -> activate(1 + random.nextInt(4));
            case 6, 7, 8 -> fail(key, random.nextInt(3), random.nextInt(2) * 1_000L);
            case 9 -> complete(key);
            case 10 ->
                ThrowJobError.newBuilder().setJobKey(key).setErrorCode("E").build();
            case 11 ->
                UpdateJob.newBuilder()
                        .setJobKey(key)
                        .setRetries(random.nextInt(3))
                        .setIncidentFollowsRetries(random.nextBoolean())
                        .build();
            case 14 ->
                FailJob.newBuilder(fail(key, random.nextInt(3), random.nextInt(2) * 1_000L))
                        .setWorker(WORKER)
                        .setAcceptExpiredLease(true)
                        .build();
            case 15 ->
                CompleteJob.newBuilder(complete(key))
                        .setWorker(WORKER)
                        .setAcceptExpiredLease(true)
                        .build();
            case 16 ->
                List.of(
                                GiveBackJob.newBuilder()
                                        .setJobKey(key)
                                        .setInAnyState(true)
                                        .build(),
                                LockJob.newBuilder()
                                        .setJobKey(key)
                                        .setWorker(WORKER)
                                        .setTimeout(1_000)
                                        .build(),
                                SetJobVariables.newBuilder().setJobKey(key).build())
                        .get(random.nextInt(3));
            case 12 ->
                List.of(
                                GiveBackJob.newBuilder().setJobKey(key).build(),
                                RetryJobNow.newBuilder().setJobKey(key).build(),
                                CancelJob.newBuilder().setJobKey(key).build())
                        .get(random.nextInt(3));
            default ->
                random.nextBoolean()
                        ? ResolveIncident.newBuilder().setJobKey(key).build()
                        : AnnotateIncident.newBuilder()
                                .setJobKey(key)
                                .setAnnotation("looked at")
                                .build();
        };
    }
}
