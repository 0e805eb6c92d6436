package dev.reprise.gateway.camunda8;

import dev.reprise.common.JobState;
import dev.reprise.common.StopReason;
import dev.reprise.query.FoundJob;
import dev.reprise.state.Incident;
import dev.reprise.state.Job;
import dev.reprise.state.JobPayload;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A job as searches of Camunda 8 show it. Their state is that of the last event which Camunda exports: neither activation nor the
 * end of a backoff is among them, so a job that failed stays FAILED until it ends, also while it is worked on again.
 */
final class JobView {
    /** States of a job in a search. */
    enum State {
        CANCELED,
        COMPLETED,
        CREATED,
        ERROR_THROWN,
        FAILED,
        MIGRATED,
        RETRIES_UPDATED,
        TIMED_OUT
    }

    private final Job job;
    private final @Nullable JobPayload payload;

    JobView(FoundJob found) {
        job = found.job();
        payload = found.payload();
    }

    State state() {
        return switch (job.getState()) {
            case COMPLETED -> State.COMPLETED;
            case CANCELED -> State.CANCELED;
            case ERROR_THROWN -> State.ERROR_THROWN;
            case BACKING_OFF -> State.FAILED;
            case INCIDENT -> withIncident();
            case ACTIVATABLE, ACTIVATED, UNSPECIFIED -> underWay();
        };
    }

    /** With an incident that is not about an error, retries can only be left if they were updated since. */
    private State withIncident() {
        if (errorWasNotCaught()) {
            return State.ERROR_THROWN;
        }
        return job.getRetries() > 0 ? State.RETRIES_UPDATED : State.FAILED;
    }

    private State underWay() {
        int attemptsWithoutEnd = job.getState() == JobState.ACTIVATED ? 1 : 0;
        if (job.getFailedAt() != 0) {
            return State.FAILED;
        }
        return job.getAttempt() > attemptsWithoutEnd ? State.TIMED_OUT : State.CREATED;
    }

    /** Whether it had retries left after its last failure; false if it never failed. */
    boolean hasFailedWithRetriesLeft() {
        boolean usedUp = job.getState() == JobState.INCIDENT && !errorWasNotCaught();
        return job.getFailedAt() != 0 && job.getRetries() > 0 && !usedUp;
    }

    private boolean errorWasNotCaught() {
        Incident incident = job.getIncident();
        return incident != null && incident.getReason() == StopReason.UNCAUGHT_ERROR;
    }

    long key() {
        return job.getJobKey();
    }

    String type() {
        return job.getType();
    }

    String tenantId() {
        return job.getTenantId();
    }

    String worker() {
        String worker = job.getWorker();
        return worker == null ? "" : worker;
    }

    int retries() {
        return job.getRetries();
    }

    ProcessOfJob process() {
        return ProcessOfJob.of(job);
    }

    @Nullable
    String errorMessage() {
        return job.getErrorMessage();
    }

    /** Code of the error that the worker threw, or reported with its failure. */
    @Nullable
    String errorCode() {
        return job.getErrorCode();
    }

    /** When the lease runs out; null if nobody holds the job. */
    @Nullable
    Instant deadline() {
        return job.getState() == JobState.ACTIVATED ? Instant.ofEpochMilli(job.getDueAt()) : null;
    }

    Instant creationTime() {
        return Instant.ofEpochMilli(job.getCreatedAt());
    }

    Instant lastUpdateTime() {
        return Instant.ofEpochMilli(job.getSince());
    }

    /** When it ended; null if it has not. */
    @Nullable
    Instant endTime() {
        return JobRejections.hasEnded(job.getState()) ? lastUpdateTime() : null;
    }

    Map<String, String> customHeaders() {
        return payload == null ? Map.of() : payload.getHeaders();
    }
}
