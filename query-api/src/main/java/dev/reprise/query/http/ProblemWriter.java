package dev.reprise.query.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Problems as {@code application/problem+json}. */
public final class ProblemWriter {
    public static final String MEDIA_TYPE = "application/problem+json";

    private ProblemWriter() {}

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
