package dev.reprise.gateway.camunda7;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.reprise.query.http.ContentType;
import io.javalin.http.Context;

/** Answers as the vendor's clients want them: {@code application/json} and not a character more, or 204 and nothing at all. */
final class JsonAnswers {
    private JsonAnswers() {}

    static void write(Context ctx, JsonNode json) {
        ctx.status(200).result(json.toString());
        ContentType.exactly(ctx, "application/json");
    }

    static void count(Context ctx, long count) {
        write(ctx, JsonNodeFactory.instance.objectNode().put("count", count));
    }

    static void text(Context ctx, String text) {
        ctx.status(200).result(text);
        ContentType.exactly(ctx, "text/plain");
    }

    static void nothing(Context ctx) {
        ctx.status(204);
        ctx.res().setContentType(null);
    }
}
