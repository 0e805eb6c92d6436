package dev.reprise.gateway.cloudflow;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.reprise.processor.engine.Texts;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An answer as CloudFlow gives it: always a JSON object, in UTF-8 without escapes of other characters than must be (the Java SDK does
 * not undo them).
 *
 * @param status HTTP status
 * @param headers further headers
 * @param body JSON text
 */
record FlowAnswer(int status, Map<String, String> headers, String body) {
    static final String MEDIA_TYPE = "application/json;charset=utf-8";
    static final String REQUEST_ID_HEADER = "x-acs-request-id";

    private static final JsonFactory JSON = new JsonFactory();
    private static final int OK = 200;

    /** The event that a report has led to. */
    static FlowAnswer reported(long eventId, String requestId) {
        return new FlowAnswer(OK, headers(requestId), text(json -> {
            json.writeNumberField("EventId", eventId);
            json.writeStringField("RequestId", requestId);
        }));
    }

    /**
     * An error.
     *
     * @param host the host that was called; the SDKs do not look at it
     */
    static FlowAnswer refused(Refused why, String requestId, String host) {
        Map<String, String> headers = headers(requestId);
        if (why.error() == FlowError.RESOURCE_THROTTLED) {
            headers.put("Retry-After", "1");
            headers.put("x-acs-retry-after", "1000"); // in milliseconds, for the Tea SDKs
        }
        return new FlowAnswer(why.error().status(), headers, text(json -> {
            json.writeStringField("RequestId", requestId);
            json.writeStringField("HostId", host);
            json.writeStringField("Code", why.error().code());
            json.writeStringField("Message", String.valueOf(Texts.wellFormed(why.text())));
        }));
    }

    /** What a header cannot hold is in the body alone. */
    private static Map<String, String> headers(String requestId) {
        Map<String, String> headers = new LinkedHashMap<>();
        if (requestId.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            headers.put(REQUEST_ID_HEADER, requestId);
        }
        return headers;
    }

    private static String text(Members members) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            members.write(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private interface Members {
        void write(JsonGenerator json) throws IOException;
    }
}
