package dev.reprise.processor.engine.fail;

import dev.reprise.command.FailJob;
import dev.reprise.common.IncidentResolution;
import dev.reprise.common.StopReason;
import dev.reprise.policy.RetryPolicy;
import dev.reprise.processor.engine.Check;
import dev.reprise.processor.engine.Decider;
import dev.reprise.processor.engine.Decision;
import dev.reprise.processor.engine.JobsView;
import dev.reprise.processor.engine.Moment;
import dev.reprise.processor.engine.NewEvents;
import dev.reprise.processor.engine.Precondition;
import dev.reprise.processor.engine.policy.Failure;
import dev.reprise.processor.engine.policy.RetryDecision;
import dev.reprise.processor.engine.policy.RetryVerdict;
import dev.reprise.state.Job;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Decides what follows a failure: what the worker says, else what the retry policy says, else an incident. */
public final class FailJobDecider implements Decider<FailJob> {
    private final AfterFailure after;

    public FailJobDecider(long retention) {
        after = new AfterFailure(retention);
    }

    @Override
    public Decision decide(FailJob command, JobsView jobs, Moment now) {
        Optional<Decision> mistake = check(command, jobs);
        return mistake.orElseGet(() -> Precondition.of(jobs, command.getJobKey(), "fail")
                .reportable(command.getAcceptExpiredLease() && command.getWorker() != null)
                .heldBy(command.getWorker(), command.getLeaseToken(), command.getAcceptExpiredLease())
                .then(job -> decide(command, job, jobs.retryPolicy(job.getType()), now)));
    }

    private Decision decide(FailJob command, Job job, Optional<RetryPolicy> policy, Moment now) {
        Integer retries = command.getRetries();
        RetryVerdict verdict = retries != null
                ? asTheWorkerSays(retries, command.getRetryBackOff(), command.getAcceptExpiredLease())
                : policy.map(p -> RetryDecision.decide(p, failure(command, job, now)))
                        .orElseGet(() -> new RetryVerdict(0, 0, null, StopReason.NO_POLICY));
        NewEvents events = NewEvents.of(job, now).failed(command, job.getAttempt(), verdict);
        Optional<RetryPolicy> decidedBy = retries == null ? policy : Optional.empty();
        if (job.getIncident() != null) {
            return afterIncident(events, job, verdict);
        }
        return after.follow(events, job, verdict, command, decidedBy).accepted();
    }

    /** The last holder reports again: an incident is raised once, and retries that are left resolve it (Camunda 7). */
    private Decision afterIncident(NewEvents events, Job job, RetryVerdict verdict) {
        if (verdict.stop() != null) {
            return events.accepted();
        }
        events.incidentResolved(verdict.retries(), IncidentResolution.RETRIES_RAISED);
        return verdict.backOff() > 0
                ? events.retryScheduled(verdict, job.getAttempt() + 1).accepted()
                : events.accepted();
    }

    /** Without retries, the delay counts for the last holder's report only (Camunda 7: a lock outlives raised retries). */
    private static RetryVerdict asTheWorkerSays(int retries, @Nullable Long backOff, boolean lastHolderCounts) {
        long held = lastHolderCounts && backOff != null && backOff > 0 ? backOff : 0;
        return retries <= 0
                ? new RetryVerdict(retries, held, null, StopReason.WORKER_GAVE_NONE)
                : new RetryVerdict(retries, backOff == null || backOff < 0 ? 0 : backOff, null, null);
    }

    private static Failure failure(FailJob command, Job job, Moment now) {
        return new Failure(
                job.getJobKey(),
                job.getAttempt(),
                command.getErrorCode(),
                job.getCreatedAt(),
                now.at(),
                job.getRuleFailures());
    }

    private static Optional<Decision> check(FailJob command, JobsView jobs) {
        return new Check()
                .jobKey(command.getJobKey())
                .text("the worker", command.getWorker(), 255)
                .text("the error code", command.getErrorCode(), 256)
                .text("the external execution id", command.getExternalExecutionId(), 1500)
                .variables(command.getVariables())
                .variables(command.getLocalVariables())
                .that(
                        (command.getVariables().isEmpty() && !command.getKeepLocalVariables())
                                || mergedBytes(command, jobs) <= Check.JOB_PAYLOAD_BYTES,
                        "Expected the variables of job %d to take at most %d bytes with those of the failure, but they would take more",
                        command.getJobKey(),
                        Check.JOB_PAYLOAD_BYTES)
                .mistake();
    }

    private static long mergedBytes(FailJob command, JobsView jobs) {
        return jobs.payload(command.getJobKey())
                .map(payload -> {
                    Map<String, dev.reprise.common.Variable> merged = new HashMap<>(payload.getVariables());
                    merged.putAll(command.getVariables());
                    Map<String, dev.reprise.common.Variable> local = new HashMap<>(payload.getLocalVariables());
                    local.putAll(command.getKeepLocalVariables() ? command.getLocalVariables() : Map.of());
                    return Check.bytes(merged) + Check.bytes(local) + Check.bytesOfTexts(payload.getHeaders());
                })
                .orElse(0L);
    }
}
