package dev.reprise.gateway.camunda7;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reprise.event.JobCanceled;
import dev.reprise.event.JobCompleted;
import dev.reprise.event.JobCreated;
import dev.reprise.event.JobErrorThrown;
import dev.reprise.event.JobFailed;
import dev.reprise.processor.engine.apply.EventHeader;
import dev.reprise.query.FoundEvent;
import dev.reprise.schemas.JobKeys;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Events as rows of the vendor's external task log. Retries are those before the event, as the vendor has it. */
final class LogRow {
    private LogRow() {}

    /** Whether an event is a row: an error that the job does not catch did not end it. */
    static boolean isOne(FoundEvent found) {
        SpecificRecord event = found.event();
        boolean batch = topic(found).equals(RetriesBatch.TYPE);
        return !batch && !(event instanceof JobErrorThrown error && !error.getCaught());
    }

    /** The job and the number of the event. */
    static String id(FoundEvent found) {
        return JobKeys.text(found.jobKey()) + "-" + found.sequence();
    }

    static String topic(FoundEvent found) {
        return EventHeader.jobType(found.event());
    }

    static String tenant(FoundEvent found) {
        return EventHeader.tenantId(found.event());
    }

    static ProcessOfTask process(FoundEvent found) {
        return ProcessOfTask.of(found.job().created().getProcess(), topic(found));
    }

    static @Nullable String worker(FoundEvent found) {
        SpecificRecord event = found.event();
        if (event instanceof JobCreated) {
            return null;
        } else if (event instanceof JobFailed failed && failed.getWorker() != null) {
            return failed.getWorker();
        } else if (event instanceof JobCompleted completed && completed.getWorker() != null) {
            return completed.getWorker();
        }
        return found.job().worker();
    }

    static @Nullable String errorMessage(FoundEvent found) {
        return found.event() instanceof JobFailed failed ? TaskJson.message(failed.getErrorMessage()) : null;
    }

    /**
     * The schema HistoricExternalTaskLogDto.
     *
     * @param removal when the job is forgotten, epoch milliseconds; 0 if it has not ended
     */
    static ObjectNode json(FoundEvent found, long removal) {
        SpecificRecord event = found.event();
        ProcessOfTask process = process(found);
        String id = JobKeys.text(found.jobKey());
        boolean given = found.job().retriesGiven() && !(event instanceof JobCreated);
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", id(found))
                .put("timestamp", Dates.text(found.occurredAt()))
                .put("removalTime", Dates.text(removal))
                .put("externalTaskId", id)
                .put("topicName", topic(found))
                .put("workerId", worker(found))
                .put("priority", (long) found.job().priority())
                .put("retries", given ? (Integer) Math.max(0, found.job().retries()) : null)
                .put("errorMessage", errorMessage(found))
                .put("activityId", process.activityId())
                .put("activityInstanceId", id)
                .put("executionId", id)
                .put("processInstanceId", id)
                .put("processDefinitionId", process.definitionId())
                .put("processDefinitionKey", process.definitionKey())
                .put("tenantId", TaskJson.tenant(tenant(found)))
                .put("rootProcessInstanceId", id)
                .put("creationLog", event instanceof JobCreated)
                .put("failureLog", event instanceof JobFailed)
                .put("successLog", event instanceof JobCompleted)
                .put("deletionLog", event instanceof JobCanceled || event instanceof JobErrorThrown);
    }
}
