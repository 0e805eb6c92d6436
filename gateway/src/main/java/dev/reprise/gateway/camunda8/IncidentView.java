package dev.reprise.gateway.camunda8;

import dev.reprise.common.StopReason;
import dev.reprise.query.FoundIncident;
import java.time.Instant;

/** An incident as Camunda 8 shows it. Its key is that of its job, whose newest it is. */
final class IncidentView {
    /** How the engine's sentence begins. */
    private static final String NOT_CAUGHT = "Error '%s' is not caught by the job";

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

    /** An error that nobody caught is told of in Camunda's words, as long as the engine's are what they are. */
    String errorMessage() {
        String message = incident.errorMessage();
        String code = incident.errorCode();
        String start = NOT_CAUGHT.formatted(code);
        if (incident.reason() != StopReason.UNCAUGHT_ERROR || code == null || !message.startsWith(start)) {
            return message;
        }
        String rest = message.substring(start.length());
        String with = rest.startsWith(": ") ? " with message '%s'".formatted(rest.substring(2)) : "";
        return "Expected to throw an error event with the code '%s'%s, but it was not caught. No error events are available in the scope."
                .formatted(code, with);
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
