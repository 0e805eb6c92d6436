package dev.reprise.query.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes problems as {@code application/problem+json}. */
public final class ProblemWriter {
    public static final String MEDIA_TYPE = "application/problem+json";

    private ProblemWriter() {}

    /** Makes the problem the answer of the request, in place of anything written to it so far. */
    public static void write(Context ctx, Problem problem) {
        problem.headers().forEach(ctx::header);
        ctx.status(problem.type().status());
        ctx.result(json(problem, ctx.path()));
        ctx.contentType(MEDIA_TYPE); // last: result() sets its own
    }

    /** The JSON object: type, title, status, detail, instance, then the further members. */
    public static String json(Problem problem, String instance) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("type", problem.type().uri());
        object.put("title", problem.type().title());
        object.put("status", problem.type().status());
        object.put("detail", problem.detail());
        object.put("instance", instance);
        problem.members().forEach(object::putIfAbsent);
        try {
            return Json.mapper().writeValueAsString(object);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Expected members that can be written as JSON, but " + e.getMessage(), e);
        }
    }
}
