package dev.reprise.gateway.camunda8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import dev.reprise.common.Variable;
import dev.reprise.gateway.http.RawVariables;
import dev.reprise.reply.ActivatedJob;
import dev.reprise.schemas.JobKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Jobs that are handed out, as Camunda 8.9 writes them; with their lease also what 8.10 says of them. */
final class ActivatedJobsJson {
    private static final JsonFactory JSON = new JsonFactory();

    private ActivatedJobsJson() {}

    static byte[] bytes(List<ActivatedJob> jobs, boolean withLease) {
        try (ByteArrayBuilder bytes = new ByteArrayBuilder();
                JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeArrayFieldStart("jobs");
            for (ActivatedJob job : jobs) {
                json.writeStartObject();
                write(job, json);
                if (withLease) {
                    writeLease(job, json);
                }
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
            json.close();
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(ActivatedJob job, JsonGenerator json) throws IOException {
        String key = JobKeys.text(job.getJobKey());
        ProcessOfJob process = ProcessOfJob.of(job);
        json.writeStringField("type", job.getType());
        json.writeStringField("processDefinitionId", process.id());
        json.writeNumberField("processDefinitionVersion", process.version());
        json.writeStringField("elementId", process.elementId());
        json.writeObjectFieldStart("customHeaders");
        for (Map.Entry<String, String> header : new TreeMap<>(job.getHeaders()).entrySet()) {
            json.writeStringField(header.getKey(), header.getValue());
        }
        json.writeEndObject();
        json.writeStringField("worker", job.getWorker());
        json.writeNumberField("retries", job.getRetries());
        json.writeNumberField("deadline", job.getDeadline().toEpochMilli());
        json.writeObjectFieldStart("variables");
        for (Map.Entry<String, Variable> variable : new TreeMap<>(job.getVariables()).entrySet()) {
            json.writeFieldName(variable.getKey());
            writeValue(variable.getValue().getValue(), json);
        }
        json.writeEndObject();
        json.writeStringField("tenantId", job.getTenantId());
        json.writeStringField("jobKey", key);
        json.writeStringField("processInstanceKey", key);
        json.writeStringField("processDefinitionKey", process.definitionKey());
        json.writeStringField("elementInstanceKey", key);
        json.writeStringField("kind", "BPMN_ELEMENT");
        json.writeStringField("listenerEventType", "UNSPECIFIED");
        json.writeNullField("userTask");
        json.writeArrayFieldStart("tags");
        json.writeEndArray();
        json.writeNullField("rootProcessInstanceKey");
    }

    private static void writeLease(ActivatedJob job, JsonGenerator json) throws IOException {
        json.writeStringField("leaseToken", job.getLeaseToken());
        json.writeNumberField("priority", job.getPriority());
        json.writeStringField("businessId", job.getBusinessKey());
    }

    /** The value exactly as it was given; what is no JSON is shown as the text that it is. */
    private static void writeValue(String text, JsonGenerator json) throws IOException {
        if (RawVariables.isJson(text)) {
            json.writeRawValue(text);
        } else {
            json.writeString(text);
        }
    }
}
