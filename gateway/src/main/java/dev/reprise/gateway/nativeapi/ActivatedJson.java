package dev.reprise.gateway.nativeapi;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import dev.reprise.common.ProcessContext;
import dev.reprise.common.Variable;
import dev.reprise.gateway.http.RawVariables;
import dev.reprise.query.http.Times;
import dev.reprise.query.jobs.ProcessJson;
import dev.reprise.reply.ActivatedJob;
import dev.reprise.schemas.JobKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Jobs that are handed out, as JSON: schema {@code ActivatedJobs} of {@code openapi.yaml}. */
final class ActivatedJson {
    private static final JsonFactory JSON = new JsonFactory();

    private ActivatedJson() {}

    static byte[] bytes(List<ActivatedJob> jobs) {
        try (ByteArrayBuilder bytes = new ByteArrayBuilder();
                JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeArrayFieldStart("jobs");
            for (ActivatedJob job : jobs) {
                write(job, json);
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
        json.writeStartObject();
        json.writeStringField("jobKey", JobKeys.text(job.getJobKey()));
        json.writeStringField("type", job.getType());
        json.writeStringField("tenantId", job.getTenantId());
        json.writeStringField("worker", job.getWorker());
        json.writeStringField("leaseToken", job.getLeaseToken());
        optional("taskToken", job.getTaskToken(), json);
        json.writeStringField("deadline", Times.text(job.getDeadline()));
        json.writeNumberField("retries", job.getRetries());
        json.writeNumberField("attempt", job.getAttempt());
        json.writeNumberField("priority", job.getPriority());
        json.writeStringField("createdAt", Times.text(job.getCreatedAt()));
        optional("businessKey", job.getBusinessKey(), json);
        ProcessContext process = job.getProcess();
        if (process != null) {
            json.writeFieldName("process");
            json.writeRawValue(ProcessJson.of(process).toString());
        }
        json.writeObjectFieldStart("variables");
        for (Map.Entry<String, Variable> variable : new TreeMap<>(job.getVariables()).entrySet()) {
            json.writeFieldName(variable.getKey());
            value(variable.getValue().getValue(), json);
        }
        json.writeEndObject();
        json.writeObjectFieldStart("headers");
        for (Map.Entry<String, String> header : new TreeMap<>(job.getHeaders()).entrySet()) {
            json.writeStringField(header.getKey(), header.getValue());
        }
        json.writeEndObject();
        json.writeNumberField("sequence", job.getSequence());
        json.writeEndObject();
    }

    /** The value exactly as it was given; what is no JSON is shown as the text that it is. */
    private static void value(String text, JsonGenerator json) throws IOException {
        if (RawVariables.isJson(text)) {
            json.writeRawValue(text);
        } else {
            json.writeString(text);
        }
    }

    private static void optional(String name, @Nullable String value, JsonGenerator json) throws IOException {
        if (value != null) {
            json.writeStringField(name, value);
        }
    }
}
