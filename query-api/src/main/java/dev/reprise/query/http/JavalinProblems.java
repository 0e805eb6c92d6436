package dev.reprise.query.http;

import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.router.EndpointNotFound;
import java.util.Map;
import java.util.stream.Collectors;

/** What Javalin itself refuses, as problems. */
final class JavalinProblems {
    private JavalinProblems() {}

    static Problem of(HttpResponseException e, Context ctx) {
        if (e instanceof EndpointNotFound) {
            return Problem.of(
                    ProblemTypes.NO_SUCH_PATH,
                    "Expected a path of this API, but there is nothing at '%s'. GET / lists what there is."
                            .formatted(Shown.text(ctx.path())));
        }
        return switch (e.getStatus()) {
            case 405 -> methodNotAllowed(ctx, e.getDetails());
            case 413 -> Problem.of(ProblemTypes.CONTENT_TOO_LARGE, "Expected a smaller body, but it is too large");
            default -> Problem.of(ProblemType.ofStatus(e.getStatus()), String.valueOf(e.getMessage()));
        };
    }

    private static Problem methodNotAllowed(Context ctx, Map<String, String> details) {
        String allowed = details.values().stream().sorted().collect(Collectors.joining(", "));
        return Problem.of(
                        ProblemTypes.METHOD_NOT_ALLOWED,
                        "Expected one of %s, but got %s".formatted(allowed, ctx.method()))
                .withHeader("Allow", allowed);
    }
}
