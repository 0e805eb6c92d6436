package dev.reprise.faults.check;

import static dev.reprise.faults.check.Violation.Kind.EARLY_RETRY;
import static dev.reprise.faults.check.Violation.Kind.EARLY_TIMEOUT;
import static dev.reprise.faults.check.Violation.Kind.OVERLAPPING_LEASES;
import static dev.reprise.faults.check.Violation.Kind.WRONG_ANSWER;

import dev.reprise.common.JobState;
import dev.reprise.event.JobActivated;
import dev.reprise.event.JobFailed;
import dev.reprise.event.JobRetryDue;
import dev.reprise.event.JobRetryScheduled;
import dev.reprise.event.JobTimedOut;
import dev.reprise.event.JobUpdated;
import dev.reprise.faults.check.Waits.Wait;
import dev.reprise.faults.memory.LeaseMemory;
import dev.reprise.faults.memory.Memories.NumberedLease;
import dev.reprise.faults.memory.SentCommand;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Compares leases and backoffs with what clients saw of them, by the harness's own clock: whatever a node's clock says, a job must not
 * be in two hands, nor come back before its time.
 */
final class MemoryJudge {
    private final Run run;

    MemoryJudge(Run run) {
        this.run = run;
    }

    /** Notes that a lease is in the log. */
    void see(JobActivated event) {
        run.memories.leases(event.getLeaseToken()).forEach(lease -> run.seenLeases.set(lease.number()));
    }

    /**
     * Looks at an event before its job takes it.
     *
     * @param sent the command that caused it; null if no client remembers one
     */
    void before(JobModel job, Logged logged, @Nullable SentCommand sent, boolean goesOn) {
        SpecificRecord event = logged.record();
        if (sent != null && !goesOn) {
            fenced(job, logged, sent);
        }
        Waits waits = job.waits;
        if (event instanceof JobActivated activated) {
            handedOut(job, activated, logged);
        } else if (event instanceof JobFailed failed && sent != null) {
            Long asked = sent.backOff();
            if (asked != null && failed.getRetries() > 0 && failed.getBackOff() < asked) {
                run.findings.report(
                        EARLY_RETRY,
                        logged,
                        "Expected a backoff of %d ms, but it is %d".formatted(asked, failed.getBackOff()));
            }
        } else if (event instanceof JobRetryScheduled scheduled) {
            waits.backOff = sent == null ? null : new Wait(EARLY_RETRY, sent.sentAt(), scheduled.getBackOff());
        } else if (event instanceof JobRetryDue due) {
            waits.over = due.getEarly() ? null : waits.backOff;
            waits.backOff = null;
        } else if (event instanceof JobTimedOut) {
            waits.over = waits.lease;
            waits.lease = null;
        } else if (event instanceof JobUpdated updated && updated.getDeadline() != null) {
            waits.lease = null;
        }
    }

    /** A report under a lease counts only while that lease is current. */
    private void fenced(JobModel job, Logged logged, SentCommand sent) {
        String lease = sent.leaseToken();
        if (lease == null) {
            return;
        }
        if (job.state != JobState.ACTIVATED || !lease.equals(job.leaseToken)) {
            run.findings.report(
                    OVERLAPPING_LEASES,
                    logged,
                    "Expected a report under lease %s to be refused, since its job is %s and its last lease %s"
                            .formatted(lease, job.state, job.leaseToken));
        }
        job.waits.reportSentAt = sent.sentAt();
    }

    private void handedOut(JobModel job, JobActivated event, Logged logged) {
        List<NumberedLease> told = run.memories.leases(event.getLeaseToken());
        Waits waits = job.waits;
        Wait over = waits.over;
        long askedAt = Long.MAX_VALUE;
        for (NumberedLease numbered : told) {
            LeaseMemory lease = numbered.memory();
            askedAt = Math.min(askedAt, lease.askedAt());
            same(event, lease, logged);
            if (!lease.client().equals(told.get(0).memory().client())) {
                overlap(
                        logged,
                        "Expected one client to have lease %s, but %s and %s have it"
                                .formatted(
                                        lease.leaseToken(), told.get(0).memory().client(), lease.client()));
            }
            if (lease.toldAt() < waits.reportSentAt) {
                overlap(
                        logged,
                        "Expected lease %s after the report under the lease before it, but it was there %d ms before that was sent"
                                .formatted(lease.leaseToken(), waits.reportSentAt - lease.toldAt()));
            }
            if (over != null && lease.toldAt() < over.until()) {
                tooEarly(over, lease, logged);
            }
        }
        waits.over = null;
        waits.backOff = null;
        waits.reportSentAt = -1;
        long length = JobModel.millis(event.getDeadline()) - JobModel.millis(event.getOccurredAt());
        waits.lease = told.isEmpty() ? null : new Wait(EARLY_TIMEOUT, askedAt, length);
    }

    private void tooEarly(Wait over, LeaseMemory lease, Logged logged) {
        if (!run.settings.doubt().touches(Math.min(over.from(), lease.toldAt()), lease.toldAt())) {
            run.findings.report(
                    over.kind(),
                    logged,
                    "Expected nobody to have the job within %d ms from %d on, but '%s' had it after %d ms"
                            .formatted(over.length(), over.from(), lease.client(), lease.toldAt() - over.from()));
        }
    }

    private void same(JobActivated event, LeaseMemory lease, Logged logged) {
        long deadline = JobModel.millis(event.getDeadline());
        if (lease.jobKey() != event.getJobKey()
                || lease.attempt() != event.getAttempt()
                || lease.deadline() != deadline) {
            run.findings.report(
                    WRONG_ANSWER,
                    logged,
                    "Expected attempt %d until %d, but '%s' was told job %d, attempt %d until %d"
                            .formatted(
                                    event.getAttempt(),
                                    deadline,
                                    lease.client(),
                                    lease.jobKey(),
                                    lease.attempt(),
                                    lease.deadline()));
        }
    }

    private void overlap(Logged logged, String sentence) {
        run.findings.report(OVERLAPPING_LEASES, logged, sentence);
    }
}
