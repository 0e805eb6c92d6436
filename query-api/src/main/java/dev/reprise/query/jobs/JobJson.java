package dev.reprise.query.jobs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reprise.common.JobState;
import dev.reprise.query.FoundJob;
import dev.reprise.query.Position;
import dev.reprise.query.http.JsonObject;
import dev.reprise.schemas.JobKeys;
import dev.reprise.state.Incident;
import dev.reprise.state.Job;
import dev.reprise.state.JobPayload;
import org.jspecify.annotations.Nullable;

/** A job as JSON: schema {@code Job} of {@code openapi.yaml}. What does not apply to its state is left out. */
public final class JobJson {
    private JobJson() {}

    public static ObjectNode of(FoundJob found) {
        Job job = found.job();
        JobState state = job.getState();
        JsonObject json = JsonObject.create()
                .put("jobKey", JobKeys.text(job.getJobKey()))
                .put("type", job.getType())
                .put("tenantId", job.getTenantId())
                .put("state", state.name())
                .put("retries", job.getRetries())
                .put("attempt", job.getAttempt())
                .put("priority", job.getPriority())
                .put("businessKey", job.getBusinessKey())
                .put("process", job.getProcess() == null ? null : ProcessJson.of(job.getProcess()))
                .time("createdAt", job.getCreatedAt())
                .time("since", job.getSince())
                .time("nextRetryAt", state == JobState.BACKING_OFF ? job.getDueAt() : 0)
                .put("worker", job.getWorker())
                .put("lease", state == JobState.ACTIVATED ? lease(job) : null)
                .put("incident", job.getIncident() == null ? null : incident(job.getIncident()))
                .put("lastError", job.getFailedAt() == 0 ? null : lastError(found))
                .time("purgeAt", hasEnded(state) ? job.getDueAt() : 0)
                .put("sequence", job.getSequence())
                .put("position", text(found.position()));
        JobPayload payload = found.payload();
        if (payload != null) {
            PayloadJson.put(payload.getVariables(), json);
            json.put("headers", PayloadJson.headers(payload.getHeaders()));
        }
        return json.node();
    }

    /** An incident with what one must know of its job: schema {@code Incident}. */
    static ObjectNode incident(FoundJob found, Incident incident) {
        Job job = found.job();
        return JsonObject.create()
                .put("jobKey", JobKeys.text(job.getJobKey()))
                .put("type", job.getType())
                .put("tenantId", job.getTenantId())
                .put("businessKey", job.getBusinessKey())
                .putAll(incident(incident))
                .put("attempt", job.getAttempt())
                .put("retries", job.getRetries())
                .put("worker", job.getWorker())
                .put("sequence", job.getSequence())
                .put("position", text(found.position()))
                .node();
    }

    private static ObjectNode incident(Incident incident) {
        return JsonObject.create()
                .time("createdAt", incident.getCreatedAt())
                .put("reason", incident.getReason().name())
                .put("errorMessage", incident.getErrorMessage())
                .put("errorCode", incident.getErrorCode())
                .put("annotation", incident.getAnnotation())
                .node();
    }

    private static ObjectNode lease(Job job) {
        return JsonObject.create()
                .put("worker", job.getWorker())
                .put("leaseToken", job.getLeaseToken())
                .time("deadline", job.getDueAt())
                .node();
    }

    private static ObjectNode lastError(FoundJob found) {
        Job job = found.job();
        return JsonObject.create()
                .put("message", job.getErrorMessage())
                .put("code", job.getErrorCode())
                .time("failedAt", job.getFailedAt())
                .put("externalExecutionId", job.getExternalExecutionId())
                .put("hasDetails", job.getHasErrorDetails())
                .put("details", found.errorDetails())
                .node();
    }

    private static boolean hasEnded(JobState state) {
        return state == JobState.COMPLETED || state == JobState.CANCELED || state == JobState.ERROR_THROWN;
    }

    private static @Nullable String text(@Nullable Position position) {
        return position == null ? null : position.text();
    }
}
