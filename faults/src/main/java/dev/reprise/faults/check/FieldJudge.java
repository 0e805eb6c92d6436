package dev.reprise.faults.check;

import static dev.reprise.faults.check.Violation.Kind.EARLY_RETRY;
import static dev.reprise.faults.check.Violation.Kind.EARLY_TIMEOUT;
import static dev.reprise.faults.check.Violation.Kind.ILLEGAL_TRANSITION;
import static dev.reprise.faults.check.Violation.Kind.OVERLAPPING_LEASES;

import dev.reprise.common.JobState;
import dev.reprise.event.JobActivated;
import dev.reprise.event.JobCompleted;
import dev.reprise.event.JobErrorThrown;
import dev.reprise.event.JobFailed;
import dev.reprise.event.JobGivenBack;
import dev.reprise.event.JobPurged;
import dev.reprise.event.JobRetryDue;
import dev.reprise.event.JobRetryScheduled;
import dev.reprise.event.JobTimedOut;
import dev.reprise.event.JobUpdated;
import java.time.Instant;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Says whether an event, where it may come, says the same of its job as the events before it. */
final class FieldJudge {
    /** 9999-12-31T23:59:59.999Z, at which times are capped. */
    private static final long LAST_MOMENT =
            Instant.parse("9999-12-31T23:59:59.999Z").toEpochMilli();

    private final Findings findings;

    FieldJudge(Findings findings) {
        this.findings = findings;
    }

    void judge(JobModel job, Logged logged, Head head) {
        SpecificRecord event = logged.record();
        if (event instanceof JobRetryDue due) {
            retryDue(job, due, logged, head);
        } else if (event instanceof JobRetryScheduled scheduled) {
            scheduled(job, scheduled, logged, head);
        } else if (event instanceof JobTimedOut timedOut) {
            timedOut(job, timedOut, logged, head);
        } else if (event instanceof JobActivated activated) {
            equal("attempt", job.attempt + 1, activated.getAttempt(), logged);
        } else if (event instanceof JobFailed failed) {
            equal("attempt", job.attempt, failed.getAttempt(), logged);
            reporter(job, failed.getWorker(), logged);
        } else if (event instanceof JobCompleted completed) {
            reporter(job, completed.getWorker(), logged);
        } else if (event instanceof JobErrorThrown thrown) {
            reporter(job, thrown.getWorker(), logged);
        } else if (event instanceof JobUpdated updated) {
            illegalIf(
                    updated.getDeadline() != null && job.state != JobState.ACTIVATED,
                    logged,
                    () -> "Expected a new deadline under a lease only, but its job is " + job.state);
        } else if (event instanceof JobGivenBack back) {
            illegalIf(
                    back.getHeld() != (job.state == JobState.ACTIVATED),
                    logged,
                    () -> "It says held=%s, but its job is %s".formatted(back.getHeld(), job.state));
        } else if (event instanceof JobPurged) {
            illegalIf(
                    head.at() < job.purgeAt,
                    logged,
                    () -> "Its job is to be kept for %d ms more".formatted(job.purgeAt - head.at()));
        }
    }

    private void retryDue(JobModel job, JobRetryDue event, Logged logged, Head head) {
        equal("due time", job.dueAt, JobModel.millis(event.getDueAt()), logged);
        illegalIf(
                event.getEarly() == (head.commandId() == null),
                logged,
                () -> "It says early=%s, but its command is %s".formatted(event.getEarly(), head.commandId()));
        if (!event.getEarly() && head.at() < job.dueAt) {
            findings.report(
                    EARLY_RETRY,
                    logged,
                    "Expected the retry at %d or later, but it fired at %d".formatted(job.dueAt, head.at()));
        }
    }

    private void scheduled(JobModel job, JobRetryScheduled event, Logged logged, Head head) {
        equal("attempt", job.attempt + 1, event.getAttempt(), logged);
        long due = Math.min(head.at() + event.getBackOff(), LAST_MOMENT);
        long says = JobModel.millis(event.getDueAt());
        if (says < due) {
            findings.report(
                    EARLY_RETRY,
                    logged,
                    "Expected the retry to be due %d ms after %d, but it is due at %d"
                            .formatted(event.getBackOff(), head.at(), says));
        }
        illegalIf(says > due, logged, () -> "Expected due time %d, but it says %d".formatted(due, says));
    }

    private void timedOut(JobModel job, JobTimedOut event, Logged logged, Head head) {
        equal("attempt", job.attempt, event.getAttempt(), logged);
        equal("deadline", job.deadline, JobModel.millis(event.getDeadline()), logged);
        if (head.at() < job.deadline) {
            findings.report(
                    EARLY_TIMEOUT,
                    logged,
                    "Expected the lease to last until %d, but it ended at %d".formatted(job.deadline, head.at()));
        }
    }

    /** Whoever names itself holds the job or, where nobody holds it, held it last (Camunda 7). */
    private void reporter(JobModel job, @Nullable String worker, Logged logged) {
        boolean byHolder = worker != null && worker.equals(job.worker);
        if (job.state == JobState.ACTIVATED && worker != null && !byHolder) {
            findings.report(
                    OVERLAPPING_LEASES,
                    logged,
                    "Expected a report of '%s', who holds the job, but it is of '%s'".formatted(job.worker, worker));
        }
        boolean anybodyMay = job.state == JobState.ACTIVATABLE && worker == null;
        illegalIf(
                job.state != JobState.ACTIVATED && !anybodyMay && !byHolder,
                logged,
                () -> "Expected a report of its last holder, since its job is %s, but it is of '%s'"
                        .formatted(job.state, worker));
    }

    private void equal(String what, long expected, long actual, Logged logged) {
        illegalIf(expected != actual, logged, () -> "Expected %s %d, but it says %d".formatted(what, expected, actual));
    }

    private void illegalIf(boolean wrong, Logged logged, Supplier<String> sentence) {
        if (wrong) {
            findings.report(ILLEGAL_TRANSITION, logged, sentence.get());
        }
    }
}
