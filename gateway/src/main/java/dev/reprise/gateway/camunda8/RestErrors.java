package dev.reprise.gateway.camunda8;

import dev.reprise.query.http.Accept;
import dev.reprise.query.http.ErrorAnswer;
import dev.reprise.query.http.ErrorForm;
import dev.reprise.query.http.Problem;
import dev.reprise.query.http.ProblemTypes;
import dev.reprise.query.http.RequestHead;
import io.javalin.http.Context;

/** What the HTTP server itself refuses below {@code /v2}, in the words that Spring has for it, since Camunda's clients know these. */
final class RestErrors implements ErrorForm {
    static final String BASE = "/v2";

    private static final String JSON = "application/json";

    @Override
    public boolean speaks(RequestHead request) {
        return request.path().equals(BASE) || request.path().startsWith(BASE + "/");
    }

    @Override
    public ErrorAnswer answer(Problem problem, RequestHead request) {
        RestProblem answer = of(problem, request);
        return new ErrorAnswer(answer.status(), RestProblem.MEDIA_TYPE, problem.headers(), answer.json(request.path()));
    }

    private static RestProblem of(Problem problem, RequestHead request) {
        int status = problem.type().status();
        return switch (status) {
            case 400 -> RestProblem.badRequest(problem.detail());
            case 401 -> new RestProblem(401, "Unauthorized", problem.detail());
            case 403 -> new RestProblem(403, "FORBIDDEN", problem.detail());
            case 404 ->
                problem.type().equals(ProblemTypes.NO_SUCH_PATH)
                        ? noSuchPath(request.path())
                        : new RestProblem(404, "Not Found", problem.detail());
            case 405 ->
                new RestProblem(405, "Method Not Allowed", "Method '%s' is not supported.".formatted(request.method()));
            case 413 -> RestProblem.tooLarge(problem.detail());
            case 500 -> unexpected(problem);
            case 503 ->
                problem.type().equals(ProblemTypes.OVERLOADED)
                        ? RestProblem.exhausted(problem.detail())
                        : RestProblem.unavailable(problem.detail());
            default -> new RestProblem(status, problem.type().title(), problem.detail());
        };
    }

    private static RestProblem noSuchPath(String path) {
        return new RestProblem(404, "Not Found", "No static resource %s.".formatted(path.substring(1)));
    }

    private static RestProblem unexpected(Problem problem) {
        Object reference = problem.members().get("reference");
        return new RestProblem(
                500,
                "INTERNAL",
                "Unexpected error occurred during the request processing: "
                        + (reference == null
                                ? problem.detail()
                                : "the log of the node says more under the reference " + reference));
    }

    /**
     * Ends the request with a 404 problem if its path ends with a slash, which no path of Camunda's does, and with a 406 problem
     * if it takes neither kind of JSON that there is.
     */
    static void check(Context ctx) {
        if (ctx.path().endsWith("/")) {
            throw noSuchPath(ctx.path()).asException();
        }
        String accept = ctx.header("Accept");
        if (Accept.quality(accept, JSON) == 0 && Accept.quality(accept, RestProblem.MEDIA_TYPE) == 0) {
            throw new RestProblem(
                            406,
                            "Not Acceptable",
                            "Acceptable representations: [%s, %s].".formatted(JSON, RestProblem.MEDIA_TYPE))
                    .asException();
        }
    }
}
