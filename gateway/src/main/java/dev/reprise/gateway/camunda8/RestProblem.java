package dev.reprise.gateway.camunda8;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.reprise.query.http.ContentType;
import dev.reprise.query.http.Json;
import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An error as Camunda 8 says it: RFC 9457 with all five members always there. Errors of the engine and of validators have the
 * name of their kind as title, errors of the HTTP framework the phrase of their status.
 *
 * @param status HTTP status, 400 to 599
 */
record RestProblem(int status, String title, String detail) {
    static final String MEDIA_TYPE = "application/problem+json";

    private static final String REJECTED = "Command '%s' rejected with code '%s': %s";

    /** A value that a validator of the gateway refuses. */
    static RestProblem invalidArgument(String detail) {
        return new RestProblem(400, "INVALID_ARGUMENT", detail);
    }

    /** A request that cannot be read. */
    static RestProblem badRequest(String detail) {
        return new RestProblem(400, "Bad Request", detail);
    }

    static RestProblem notFound(String detail) {
        return new RestProblem(404, "NOT_FOUND", detail);
    }

    /** Nothing was written; both clients of Camunda repeat the request by themselves. */
    static RestProblem exhausted(String detail) {
        return new RestProblem(503, "RESOURCE_EXHAUSTED", detail);
    }

    /** Nothing was written, or something cannot be read, and when that ends is not known. */
    static RestProblem unavailable(String detail) {
        return new RestProblem(503, "UNAVAILABLE", detail);
    }

    /** It may have been written. */
    static RestProblem unanswered() {
        return new RestProblem(
                504,
                "DEADLINE_EXCEEDED",
                "Expected to handle request, but request timed out between gateway and broker");
    }

    static RestProblem tooLarge(String detail) {
        return new RestProblem(413, "Content Too Large", detail);
    }

    /** The engine refuses a command because of its values. */
    static RestProblem rejectedArgument(Intent intent, String reason) {
        return rejected(400, intent, "INVALID_ARGUMENT", reason);
    }

    /** The engine refuses a command because there is nothing that it could be about. */
    static RestProblem rejectedUnknown(Intent intent, String reason) {
        return rejected(404, intent, "NOT_FOUND", reason);
    }

    /** The engine refuses a command because of the state of what it is about. */
    static RestProblem rejectedState(Intent intent, String reason) {
        return rejected(409, intent, "INVALID_STATE", reason);
    }

    private static RestProblem rejected(int status, Intent intent, String code, String reason) {
        return new RestProblem(status, code, REJECTED.formatted(intent, code, reason));
    }

    /** To be thrown: ends the request with this problem. */
    RestException asException() {
        return new RestException(this);
    }

    /** Makes it the answer of the request. */
    void write(Context ctx) {
        ctx.status(status).result(json(ctx.path()));
        ContentType.exactly(ctx, MEDIA_TYPE); // last: result() sets its own
    }

    /** The JSON object, with the path of the request as the instance. */
    String json(String instance) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("type", "about:blank");
        object.put("title", title);
        object.put("status", status);
        object.put("detail", detail);
        object.put("instance", instance);
        try {
            return Json.mapper().writeValueAsString(object);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Expected texts and a number to become JSON, but " + e.getMessage(), e);
        }
    }
}
