package dev.reprise.node.http.bounds;

import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.Callback;

/**
 * Has a node that stops finish what it is at. Requests that come meanwhile on connections that were open are told to go elsewhere, in
 * the form of the API that was meant, with {@code Retry-After}; nothing is done about them. Connections over which none comes are told as well
 * before they are closed.
 */
public final class Leaving extends GracefulHandler {
    private final Bounds bounds;

    /**
     * @param bounds of the server; what requests pass before they come to their routes comes after this
     */
    public Leaving(Bounds bounds) {
        super(bounds.door());
        this.bounds = bounds;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (!isShutdown()) {
            return super.handle(request, response, callback);
        }
        Refusal.last(Refusal.stopping(), request, response, callback);
        return true;
    }

    @Override
    public CompletableFuture<Void> shutdown() {
        CompletableFuture<Void> finished = super.shutdown();
        bounds.leave();
        return finished;
    }
}
