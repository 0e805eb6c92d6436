package dev.reprise.node.demo;

import dev.reprise.command.ActivateJobs;
import dev.reprise.command.CompleteJob;
import dev.reprise.command.FailJob;
import dev.reprise.command.ResolveIncident;
import dev.reprise.command.ThrowJobError;
import dev.reprise.command.UpdateJob;
import dev.reprise.event.IncidentCreated;
import dev.reprise.event.JobActivated;
import dev.reprise.event.JobCreated;
import dev.reprise.event.JobFailed;
import dev.reprise.event.JobRetryDue;
import dev.reprise.event.JobTimedOut;
import dev.reprise.node.demo.JobPlan.Quirk;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;

/** The workers of the demonstration: ask for jobs when there are some, and do with each what its plan says. */
final class DemoWorker {
    /** Long enough for a machine that is busy with other things: nothing else is to run out than what is meant to. */
    private static final long LEASE = 60_000;

    private static final long LEASE_OF_THE_HANGING = 800;
    private static final int BATCH = 20;

    private final Map<Long, JobPlan> plans;
    private final CommandLog commands;
    private final Map<Long, String> firstLease = new HashMap<>();
    private final Set<String> wanted = new HashSet<>();
    private int stale;
    private int repeated;
    private int partition;

    DemoWorker(Map<Long, JobPlan> plans, CommandLog commands) {
        this.plans = plans;
        this.commands = commands;
    }

    /** Reports that must be refused. */
    int stale() {
        return stale;
    }

    /** Reports that were sent a second time. */
    int repeated() {
        return repeated;
    }

    /** Asks every partition for the types of which there may be jobs. */
    void ask() {
        for (String type : wanted) {
            for (int p = 0; p < commands.partitions(); p++) {
                partition = (partition + 1) % commands.partitions();
                commands.sendTo(
                        partition,
                        ActivateJobs.newBuilder()
                                .setType(type)
                                .setWorker(type + "-worker")
                                .setMaxJobs(BATCH)
                                .setTimeout(LEASE)
                                .build());
            }
        }
        wanted.clear();
    }

    void on(SpecificRecord decision) {
        if (decision instanceof JobActivated activated) {
            work(plan(activated.getJobKey()), activated);
        } else if (decision instanceof IncidentCreated incident) {
            JobPlan plan = plan(incident.getJobKey());
            if (plan.quirk() == Quirk.RESOLVED) {
                commands.send(
                        plan.jobKey(),
                        ResolveIncident.newBuilder()
                                .setJobKey(plan.jobKey())
                                .setRetries(1)
                                .build());
                wanted.add(plan.type());
            }
        } else if (decision instanceof JobCreated
                || decision instanceof JobFailed
                || decision instanceof JobRetryDue
                || decision instanceof JobTimedOut) {
            wanted.add(plan((Long) decision.get(0)).type());
        }
    }

    private void work(JobPlan plan, JobActivated lease) {
        firstLease.putIfAbsent(plan.jobKey(), lease.getLeaseToken());
        Attempt attempt = plan.attempt(lease.getAttempt());
        if (attempt instanceof Attempt.Hangs) {
            commands.send(plan.jobKey(), shorter(lease));
            return;
        }
        if (plan.quirk() == Quirk.REPORTED_STALE && lease.getAttempt() == 2) {
            reportStale(plan);
        }
        SpecificRecord report = report(plan, lease, attempt);
        String id = UUID.randomUUID().toString();
        commands.send(plan.jobKey(), report, id);
        if (plan.quirk() == Quirk.REPORTED_TWICE && lease.getAttempt() == 1) {
            commands.send(plan.jobKey(), report, id);
            repeated++;
        }
    }

    /** A worker that says it needs but a moment more, and is not heard of again. */
    private static UpdateJob shorter(JobActivated lease) {
        return UpdateJob.newBuilder()
                .setJobKey(lease.getJobKey())
                .setWorker(lease.getWorker())
                .setLeaseToken(lease.getLeaseToken())
                .setTimeout(LEASE_OF_THE_HANGING)
                .build();
    }

    private static SpecificRecord report(JobPlan plan, JobActivated lease, Attempt attempt) {
        if (attempt instanceof Attempt.Fails fails) {
            return FailJob.newBuilder()
                    .setJobKey(plan.jobKey())
                    .setWorker(lease.getWorker())
                    .setLeaseToken(lease.getLeaseToken())
                    .setRetries(fails.retries())
                    .setRetryBackOff(fails.backOff())
                    .setErrorCode(fails.code())
                    .setErrorMessage(fails.message())
                    .build();
        }
        if (attempt instanceof Attempt.Throws error) {
            return ThrowJobError.newBuilder()
                    .setJobKey(plan.jobKey())
                    .setLeaseToken(lease.getLeaseToken())
                    .setErrorCode(error.code())
                    .setErrorMessage(error.message())
                    .build();
        }
        return CompleteJob.newBuilder()
                .setJobKey(plan.jobKey())
                .setLeaseToken(lease.getLeaseToken())
                .build();
    }

    /** Reports once more with the lease of the first attempt, although the second one is under way. */
    private void reportStale(JobPlan plan) {
        commands.send(
                plan.jobKey(),
                CompleteJob.newBuilder()
                        .setJobKey(plan.jobKey())
                        .setLeaseToken(firstLease.get(plan.jobKey()))
                        .build());
        stale++;
    }

    private JobPlan plan(long jobKey) {
        return Objects.requireNonNull(plans.get(jobKey), () -> "no plan for job " + jobKey);
    }
}
