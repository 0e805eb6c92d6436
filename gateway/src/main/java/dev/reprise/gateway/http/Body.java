package dev.reprise.gateway.http;

import dev.reprise.query.http.JsonBody;
import dev.reprise.query.http.Problem;
import dev.reprise.query.http.ProblemTypes;
import dev.reprise.schemas.TopicSettings;
import io.javalin.http.Context;

/** Request bodies of at most the size of a command. */
public final class Body {
    /** Most bytes of a body: 4 MiB, as much as the largest command. */
    public static final int MOST_BYTES = TopicSettings.MAX_COMMAND_BYTES;

    private Body() {}

    /** The JSON object in the body, of which these fields are known. A larger body ends the request with a 413 problem. */
    public static JsonBody read(Context ctx, String... known) {
        requireSize(ctx);
        return JsonBody.of(ctx, known);
    }

    /** Ends the request with a 413 problem if its body is too large. The body is read to its end all the same. */
    public static void requireSize(Context ctx) {
        int bytes = ctx.bodyAsBytes().length;
        if (bytes > MOST_BYTES) {
            throw Problem.of(
                            ProblemTypes.CONTENT_TOO_LARGE,
                            "Expected a body of at most %d bytes, but it has %d".formatted(MOST_BYTES, bytes))
                    .asException();
        }
    }
}
