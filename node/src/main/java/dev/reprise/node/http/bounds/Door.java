package dev.reprise.node.http.bounds;

import dev.reprise.node.http.bounds.Connections.Admission;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * What every request passes first. Connections beyond those that are served are told to come later; reads never take all threads, so
 * that reports of workers find one: beyond those that have one they wait in line, without a thread and not for long. Questions about the
 * node's health are always let in.
 */
final class Door extends Handler.Wrapper {
    private static final String HEALTH = "/health";

    private record Read(Request request, Response response, Callback callback) {}

    private final Connections connections;
    private final ReadLine<Read> reads;

    /**
     * @param mostReads threads that reads may have at a time
     * @param mostWaiting reads that may wait for one
     * @param longestWait for how long
     */
    Door(Connections connections, int mostReads, int mostWaiting, Duration longestWait, Handler next) {
        super(next);
        this.connections = connections;
        reads = new ReadLine<>(mostReads, mostWaiting, longestWait.toNanos());
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        Admission admission = connections.begin(request);
        Callback ended = Callback.from(() -> connections.end(request), callback);
        if (admission == Admission.TOO_LATE) {
            Refusal.last(Refusal.stopping(), request, response, ended);
            return true;
        }
        boolean tooMany = admission == Admission.TOO_MANY;
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
                ? read(new Read(request, response, ended))
                : getHandler().handle(request, response, ended);
    }

    /** A read has a thread until it is answered, or waits for its answer without one. */
    private boolean read(Read read) throws Exception {
        return switch (reads.begin(read, System.nanoTime())) {
            case NOW -> {
                try {
                    yield getHandler().handle(read.request(), read.response(), read.callback());
                } finally {
                    handOn(); // in another thread: this one has to end its request first
                }
            }
            case LATER -> true;
            case NEVER -> {
                refuse(read);
                yield true;
            }
        };
    }

    private void handOn() {
        Read next = reads.next();
        if (next != null) {
            try {
                next.request().getContext().execute(() -> serve(next));
            } catch (RejectedExecutionException stopping) {
                refuse(next);
                handOn();
            }
        }
    }

    /** Serves one that has waited, and then others that wait. */
    private void serve(Read first) {
        Read read = first;
        while (read != null) {
            try {
                if (!getHandler().handle(read.request(), read.response(), read.callback())) {
                    Response.writeError(read.request(), read.response(), read.callback(), HttpStatus.NOT_FOUND_404);
                }
            } catch (Throwable e) { // as Jetty does for those that need not wait
                Response.writeError(read.request(), read.response(), read.callback(), e);
            }
            read = reads.next();
        }
    }

    int waitingReads() {
        return reads.waiting();
    }

    /** Refuses those that have waited too long. */
    void sweep(long now) {
        reads.expired(now).forEach(Door::refuse);
    }

    private static void refuse(Read read) {
        Refusal.write(
                Refusal.overloaded("Expected to read, but as many reads are under way as may be"),
                read.request(),
                read.response(),
                read.callback());
    }
}
