package dev.reprise.node.http.bounds;

import dev.reprise.query.http.Problem;
import dev.reprise.query.http.ProblemType;
import dev.reprise.query.http.ProblemTypes;
import java.time.Duration;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Refusals of requests that no route has seen, in the form of the API that was meant. */
final class Refusal {
    private static final ProblemType STOPPING = new ProblemType("node-stopping", 503, "The node is stopping");
    private static final Duration SOON = Duration.ofSeconds(1);

    private Refusal() {}

    static Problem overloaded(String detail) {
        return Problem.of(ProblemTypes.OVERLOADED, detail).retryAfter(SOON);
    }

    static Problem stopping() {
        return Problem.of(STOPPING, "Nothing was done: the node is stopping; another one may serve the request")
                .retryAfter(SOON);
    }

    static Problem tooSlow() {
        return Problem.of(ProblemType.ofStatus(408), "Expected the body of the request, but it came too slowly");
    }

    static Problem tooLarge(long most) {
        return Problem.of(
                ProblemTypes.CONTENT_TOO_LARGE,
                "Expected a body of at most %d bytes, but it is larger".formatted(most));
    }

    static Problem encoded() {
        return Problem.of(
                        ProblemTypes.UNSUPPORTED_MEDIA_TYPE,
                        "Expected a body as it is, but the header Content-Encoding says that it is compressed")
                .withHeader("Accept-Encoding", "identity");
    }

    /** Makes the problem the answer. */
    static void write(Problem problem, Request request, Response response, Callback callback) {
        Response.writeError(
                request, response, callback, problem.type().status(), problem.detail(), problem.asException());
    }

    /** Makes the problem the last answer on its connection. */
    static void last(Problem problem, Request request, Response response, Callback callback) {
        response.getHeaders().put(HttpHeader.CONNECTION, "close");
        write(problem, request, response, callback);
    }
}
