package dev.reprise.query.partition;

import dev.reprise.query.http.Json;
import dev.reprise.query.http.Problem;
import dev.reprise.query.http.ProblemTypes;
import io.javalin.http.Context;
import java.io.IOException;

/** The body of a request between nodes. */
public final class PeerQuestion {
    private PeerQuestion() {}

    /** The question that another node has sent; what is none is a 400 problem. */
    public static <T> T in(Context ctx, Class<T> type) {
        try {
            return Json.mapper().readValue(ctx.bodyAsBytes(), type);
        } catch (IOException e) {
            throw Problem.of(ProblemTypes.INVALID_BODY, "Expected a question of this release, but got something else")
                    .asException();
        }
    }
}
