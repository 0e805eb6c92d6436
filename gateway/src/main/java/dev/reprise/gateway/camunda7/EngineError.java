package dev.reprise.gateway.camunda7;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Ends a request with an error as Camunda 7 writes it: {@code {"type", "message", "code"}}. */
final class EngineError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String type;
    private final String text;
    private final @Nullable Integer code;
    /** Whether the vendor's status is 500 although the caller is to blame. */
    private final boolean mistake;

    private EngineError(int status, String type, String text, @Nullable Integer code, boolean mistake) {
        super(text, null, false, false);
        this.status = status;
        this.type = type;
        this.text = text;
        this.code = code;
        this.mistake = mistake;
    }

    static EngineError of(int status, String type, String text, @Nullable Integer code) {
        return new EngineError(status, type, text, code, false);
    }

    /** What the engine refuses in a call on one task. */
    static EngineError refused(String text) {
        return of(400, "RestException", text, 0);
    }

    /** What the REST layer refuses. */
    static EngineError invalid(String text) {
        return of(400, "InvalidRequestException", text, null);
    }

    /** A body that is JSON, but of the wrong form: the vendor says no more than that. */
    static EngineError wrongForm() {
        return invalid("");
    }

    /** A mistake of the caller which the vendor answers with 500; 400 unless statuses are strictly the vendor's. */
    static EngineError mistake(String type, String text, @Nullable Integer code) {
        return new EngineError(500, type, text, code, true);
    }

    static EngineError missing(String field) {
        return mistake("NullValueException", field + " is null", 0);
    }

    static EngineError noSuchTask(String id) {
        return of(404, "RestException", "External task with id " + id + " does not exist", 0);
    }

    /** Not now, but soon: nothing was changed. */
    static EngineError notNow(String text) {
        return of(503, "RestException", text, null);
    }

    int status(boolean strict) {
        return mistake && !strict ? 400 : status;
    }

    String type() {
        return type;
    }

    String text() {
        return text;
    }

    @Nullable
    Integer code() {
        return code;
    }

    /** When to try again; null for not at all. */
    @Nullable
    Duration retryAfter() {
        return status == 503 ? Duration.ofSeconds(1) : null;
    }
}
