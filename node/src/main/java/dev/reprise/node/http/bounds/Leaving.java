package dev.reprise.node.http.bounds;

import dev.reprise.query.http.Problem;
import dev.reprise.query.http.ProblemType;
import java.time.Duration;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.Callback;

/**
 * Has a node that stops finish what it is at. Requests that come meanwhile on connections that were open are told to go elsewhere, in
 * the form of the API that was meant, with {@code Retry-After}; nothing is done about them.
 */
public final class Leaving extends GracefulHandler {
    private static final ProblemType STOPPING = new ProblemType("node-stopping", 503, "The node is stopping");
    private static final Duration SOON = Duration.ofSeconds(1);

    /**
     * @param door what requests pass before they come to their routes
     */
    public Leaving(Handler.Wrapper door) {
        super(door);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (!isShutdown()) {
            return super.handle(request, response, callback);
        }
        Refusal.last(
                Problem.of(STOPPING, "Nothing was done: the node is stopping; another one may serve the request")
                        .retryAfter(SOON),
                request,
                response,
                callback);
        return true;
    }
}
