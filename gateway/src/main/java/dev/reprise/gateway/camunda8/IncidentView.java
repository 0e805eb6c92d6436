package dev.reprise.gateway.camunda8;

import dev.reprise.common.StopReason;
import dev.reprise.query.FoundIncident;
import java.time.Instant;

/** An incident as Camunda 8 shows it. Its key is that of its job, whose newest it is. */
final class IncidentView {
    private final FoundIncident incident;

    IncidentView(FoundIncident found) {
        incident = found;
    }

    long key() {
        return incident.jobKey();
    }

    String errorType() {
        return incident.reason() == StopReason.UNCAUGHT_ERROR ? "UNHANDLED_ERROR_EVENT" : "JOB_NO_RETRIES";
    }

    String errorMessage() {
        return incident.errorMessage();
    }

    String state() {
        return incident.isOpen() ? "ACTIVE" : "RESOLVED";
    }

    Instant creationTime() {
        return incident.createdAt();
    }

    String tenantId() {
        return incident.tenantId();
    }

    ProcessOfJob process() {
        return ProcessOfJob.of(incident.process(), incident.jobType());
    }
}
