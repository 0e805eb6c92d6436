package dev.reprise.node.http.bounds;

import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * What every request passes first. Connections beyond those that are served are told to come later; reads never take all threads, so
 * that reports of workers find one. Questions about the node's health are always let in.
 */
final class Door extends Handler.Wrapper {
    private static final String HEALTH = "/health";

    private final Connections connections;
    private final int mostReads;
    private final AtomicInteger reads = new AtomicInteger();

    /**
     * @param mostReads threads that reads may have at a time
     */
    Door(Connections connections, int mostReads, Handler next) {
        super(next);
        this.connections = connections;
        this.mostReads = mostReads;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        boolean tooMany = connections.begin(request);
        Callback ended = Callback.from(() -> connections.end(request), callback);
        if (tooMany) {
            response.getHeaders().put(HttpHeader.CONNECTION, "close");
        }
        String path = request.getHttpURI().getPath();
        if (path != null && path.startsWith(HEALTH)) {
            return getHandler().handle(request, response, ended);
        } else if (tooMany) {
            Refusal.last(
                    Refusal.overloaded("Expected to serve the connection, but as many are open as may be"),
                    request,
                    response,
                    ended);
            return true;
        }
        return HttpMethod.GET.is(request.getMethod())
                ? read(request, response, ended)
                : getHandler().handle(request, response, ended);
    }

    /** A read has a thread until it is answered, or waits without one. */
    private boolean read(Request request, Response response, Callback callback) throws Exception {
        try {
            if (reads.incrementAndGet() > mostReads) {
                Refusal.write(
                        Refusal.overloaded("Expected to read, but as many reads are under way as may be"),
                        request,
                        response,
                        callback);
                return true;
            }
            return getHandler().handle(request, response, callback);
        } finally {
            reads.decrementAndGet();
        }
    }
}
