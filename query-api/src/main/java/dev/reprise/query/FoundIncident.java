package dev.reprise.query;

import dev.reprise.common.IncidentResolution;
import dev.reprise.common.ProcessContext;
import dev.reprise.common.StopReason;
import dev.reprise.state.Incident;
import dev.reprise.state.Job;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The newest incident of a job.
 *
 * @param businessKey the caller's own name for what the job works on
 * @param process where in a business process the job comes from; null if it was not said
 * @param reason why the job could not go on
 * @param annotation note by a person
 * @param closed how and when it was closed; null while it is open
 */
public record FoundIncident(
        long jobKey,
        String jobType,
        String tenantId,
        @Nullable String businessKey,
        @Nullable ProcessContext process,
        Instant createdAt,
        StopReason reason,
        String errorMessage,
        @Nullable String errorCode,
        @Nullable String annotation,
        @Nullable Closed closed) {
    /** The end of an incident. */
    public record Closed(Instant at, IncidentResolution how) {}

    public boolean isOpen() {
        return closed == null;
    }

    /** The open incident of a job. */
    public static FoundIncident open(Job job, Incident incident) {
        return new FoundIncident(
                job.getJobKey(),
                job.getType(),
                job.getTenantId(),
                job.getBusinessKey(),
                job.getProcess(),
                Instant.ofEpochMilli(incident.getCreatedAt()),
                incident.getReason(),
                incident.getErrorMessage(),
                incident.getErrorCode(),
                incident.getAnnotation(),
                null);
    }
}
