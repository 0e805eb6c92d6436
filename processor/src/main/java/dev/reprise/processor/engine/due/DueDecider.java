package dev.reprise.processor.engine.due;

import dev.reprise.command.FailJob;
import dev.reprise.common.StopReason;
import dev.reprise.policy.RetryPolicy;
import dev.reprise.processor.engine.JobsView;
import dev.reprise.processor.engine.Moment;
import dev.reprise.processor.engine.NewEvents;
import dev.reprise.processor.engine.fail.AfterFailure;
import dev.reprise.processor.engine.policy.ErrorCodes;
import dev.reprise.processor.engine.policy.Failure;
import dev.reprise.processor.engine.policy.RetryDecision;
import dev.reprise.processor.engine.policy.RetryVerdict;
import dev.reprise.processor.engine.rows.DueRow;
import dev.reprise.state.Job;
import java.util.List;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;

/** Decides what follows when something falls due. Pure. */
public final class DueDecider {
    private final AfterFailure after;

    public DueDecider(long retention) {
        after = new AfterFailure(retention);
    }

    /** The events; none if the row is not the one that the job calls for, or its time has not come. */
    public List<SpecificRecord> decide(DueRow row, JobsView jobs, Moment now) {
        Optional<Job> job = jobs.job(row.jobKey())
                .filter(found -> DueRow.of(found).filter(row::equals).isPresent() && row.dueAt() <= now.at());
        return job.map(found -> switch (row.kind()) {
                    case RETRY -> NewEvents.of(found, now).retryDue(row.dueAt(), false);
                    case LEASE -> timedOut(found, jobs, now);
                    case RETENTION -> NewEvents.of(found, now).purged(found);
                })
                .map(NewEvents::list)
                .orElse(List.of());
    }

    private NewEvents timedOut(Job job, JobsView jobs, Moment now) {
        if (!job.getTimeoutUsesAttempt()) {
            return NewEvents.of(job, now).timedOut(job, new RetryVerdict(job.getRetries(), 0, null, null), false);
        }
        Optional<RetryPolicy> policy =
                jobs.retryPolicy(job.getType()).filter(p -> RetryDecision.covers(p, ErrorCodes.TIMEOUT));
        RetryVerdict verdict =
                policy.map(p -> RetryDecision.decide(p, failure(job, now))).orElseGet(() -> oneLess(job.getRetries()));
        NewEvents events = NewEvents.of(job, now).timedOut(job, verdict, true);
        return after.follow(events, job, verdict, report(job), policy);
    }

    /** A lease that ran out costs a retry (Camunda lets a hanging worker loop for ever). */
    private static RetryVerdict oneLess(int retries) {
        return retries > 1
                ? new RetryVerdict(retries - 1, 0, null, null)
                : new RetryVerdict(0, 0, null, StopReason.TIMEOUTS_EXHAUSTED);
    }

    private static Failure failure(Job job, Moment now) {
        return new Failure(
                job.getJobKey(),
                job.getAttempt(),
                ErrorCodes.TIMEOUT,
                job.getCreatedAt(),
                now.at(),
                job.getRuleFailures());
    }

    /** The failure that the worker would have reported. */
    private static FailJob report(Job job) {
        return FailJob.newBuilder()
                .setJobKey(job.getJobKey())
                .setWorker(job.getWorker())
                .setErrorCode(ErrorCodes.TIMEOUT)
                .setErrorMessage("The lease of worker '%s' ran out".formatted(job.getWorker()))
                .build();
    }
}
