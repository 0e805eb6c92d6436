package dev.reprise.faults.check;

import dev.reprise.common.JobState;
import dev.reprise.event.IncidentCreated;
import dev.reprise.event.IncidentResolved;
import dev.reprise.event.JobActivated;
import dev.reprise.event.JobCanceled;
import dev.reprise.event.JobCompleted;
import dev.reprise.event.JobCreated;
import dev.reprise.event.JobErrorThrown;
import dev.reprise.event.JobFailed;
import dev.reprise.event.JobGivenBack;
import dev.reprise.event.JobPurged;
import dev.reprise.event.JobRetryDue;
import dev.reprise.event.JobRetryScheduled;
import dev.reprise.event.JobTimedOut;
import dev.reprise.event.JobUpdated;
import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** A job as its events say. It takes every event for granted: whether it is legal is for others to say. */
final class JobModel {
    final long jobKey;
    /** Null before it is created and after it is purged. */
    @Nullable
    JobState state;

    long sequence;
    /** When the last event was decided. */
    long lastAt;

    int attempt;
    int retries;
    long dueAt;
    long scheduledAt;
    /** Due time of the retry that fired last; −1 for none. */
    long firedDueAt = -1;

    long activatedAt;
    long deadline;

    @Nullable
    String leaseToken;

    @Nullable
    String worker;

    long since;
    long purgeAt;
    /** How often a job of this key was created. */
    int lives;

    /** Commands that the job has carried out. */
    int carriedOut;
    /** Commands that the job has refused. */
    int refused;

    /** The event before; null if there is none. */
    @Nullable
    SpecificRecord last;

    Waits waits = new Waits();

    JobModel(long jobKey) {
        this.jobKey = jobKey;
    }

    long nextSequence() {
        return state == null ? 1 : sequence + 1;
    }

    boolean isOver() {
        return state == null
                || state == JobState.COMPLETED
                || state == JobState.CANCELED
                || state == JobState.ERROR_THROWN;
    }

    void adopt(SpecificRecord event, Head head) {
        sequence = head.sequence();
        lastAt = head.at();
        last = event;
        JobState before = state;
        state = after(event, before);
        if (state != before || event instanceof JobActivated) {
            since = head.at();
        }
        learn(event, head, before);
    }

    /** Takes note of an event that does not change the job. */
    void pass(SpecificRecord event, Head head) {
        sequence = head.sequence();
        lastAt = head.at();
        last = event;
    }

    private static @Nullable JobState after(SpecificRecord event, @Nullable JobState before) {
        if (event instanceof JobActivated) {
            return JobState.ACTIVATED;
        } else if (event instanceof JobRetryScheduled) {
            return JobState.BACKING_OFF;
        } else if (event instanceof IncidentCreated) {
            return JobState.INCIDENT;
        } else if (event instanceof JobCompleted) {
            return JobState.COMPLETED;
        } else if (event instanceof JobCanceled) {
            return JobState.CANCELED;
        } else if (event instanceof JobErrorThrown thrown) {
            return thrown.getCaught() ? JobState.ERROR_THROWN : JobState.ACTIVATABLE;
        } else if (event instanceof JobPurged) {
            return null;
        } else if (event instanceof JobFailed || event instanceof JobGivenBack) {
            return before == JobState.INCIDENT ? before : JobState.ACTIVATABLE;
        } else if (event instanceof JobCreated
                || event instanceof JobRetryDue
                || event instanceof JobTimedOut
                || event instanceof IncidentResolved) {
            return JobState.ACTIVATABLE;
        }
        return before;
    }

    private void learn(SpecificRecord event, Head head, @Nullable JobState before) {
        if (event instanceof JobCreated created) {
            retries = created.getRetries();
            attempt = 0;
            worker = null;
            firedDueAt = -1;
            lives++;
            carriedOut = 0;
            refused = 0;
        } else if (event instanceof JobActivated activated) {
            attempt = activated.getAttempt();
            deadline = millis(activated.getDeadline());
            leaseToken = activated.getLeaseToken();
            worker = activated.getWorker();
            activatedAt = head.at();
        } else if (event instanceof JobFailed failed) {
            retries = failed.getRetries();
        } else if (event instanceof JobTimedOut timedOut) {
            retries = timedOut.getRetries();
        } else if (event instanceof JobRetryScheduled scheduled) {
            dueAt = millis(scheduled.getDueAt());
            scheduledAt = head.at();
        } else if (event instanceof JobRetryDue due) {
            firedDueAt = millis(due.getDueAt());
        } else if (event instanceof JobGivenBack back) {
            worker = null;
            attempt = back.getHeld() && before == JobState.ACTIVATED ? attempt - 1 : attempt;
        } else {
            learnMore(event);
        }
    }

    private void learnMore(SpecificRecord event) {
        if (event instanceof JobUpdated updated) {
            Integer newRetries = updated.getRetries();
            Instant newDeadline = updated.getDeadline();
            retries = newRetries == null ? retries : newRetries;
            deadline = newDeadline == null ? deadline : millis(newDeadline);
        } else if (event instanceof IncidentResolved resolved) {
            retries = resolved.getRetries();
        } else if (event instanceof JobCompleted completed) {
            purgeAt = millis(completed.getPurgeAt());
        } else if (event instanceof JobCanceled canceled) {
            purgeAt = millis(canceled.getPurgeAt());
        } else if (event instanceof JobErrorThrown thrown) {
            Instant purge = thrown.getPurgeAt();
            purgeAt = purge == null ? 0 : millis(purge);
        }
    }

    static long millis(Instant instant) {
        return instant.toEpochMilli();
    }
}
