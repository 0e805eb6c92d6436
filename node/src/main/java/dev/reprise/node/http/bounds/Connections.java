package dev.reprise.node.http.bounds;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.server.Request;

/**
 * The connections that there are: which are too many, and which take too long for the head of a request. Jetty closes those that are
 * silent; those that send a byte now and then are closed here.
 */
final class Connections implements Connection.Listener {
    private static final long LAST_WORD_MILLIS = 2_000;

    private final HttpBounds bounds;
    private final ConcurrentMap<Connection, State> open = new ConcurrentHashMap<>();

    Connections(HttpBounds bounds) {
        this.bounds = bounds;
    }

    @Override
    public void onOpened(Connection connection) {
        if (!(connection instanceof ConnectionMetaData)) {
            return; // TLS beneath it, which is another Connection on the same socket
        }
        boolean tooMany = open.size() >= bounds.connections();
        open.put(connection, new State(tooMany, System.nanoTime()));
        if (tooMany) {
            connection
                    .getEndPoint()
                    .setIdleTimeout(Math.min(LAST_WORD_MILLIS, bounds.idle().toMillis()));
        }
    }

    @Override
    public void onClosed(Connection connection) {
        open.remove(connection);
    }

    /** The head of a request is there; true if its connection is one too many. */
    boolean begin(Request request) {
        State state = open.get(request.getConnectionMetaData().getConnection());
        if (state == null) {
            return false;
        }
        state.busy = true;
        return state.tooMany;
    }

    /** The request is over. */
    void end(Request request) {
        Connection connection = request.getConnectionMetaData().getConnection();
        State state = open.get(connection);
        if (state != null) {
            state.fresh = false;
            state.restBytes = connection.getBytesIn();
            state.headSince = 0;
            state.busy = false;
        }
    }

    /** Closes those that take too long. */
    void sweep(long now) {
        open.forEach((connection, state) -> {
            if (!state.busy && state.takesTooLong(connection.getBytesIn(), now, bounds)) {
                connection.getEndPoint().close();
            }
        });
    }

    int count() {
        return open.size();
    }

    private static final class State {
        final boolean tooMany;
        final long openedAt;
        volatile boolean busy;
        /** Whether no request came yet. */
        volatile boolean fresh = true;
        /** What had come when the last request was over. */
        volatile long restBytes;
        /** Since when the head of a request has been coming; 0 if nothing has come. */
        volatile long headSince;

        State(boolean tooMany, long openedAt) {
            this.tooMany = tooMany;
            this.openedAt = openedAt;
        }

        boolean takesTooLong(long bytes, long now, HttpBounds bounds) {
            if (bytes == restBytes) {
                return fresh && now - openedAt > bounds.idle().toNanos();
            }
            if (headSince == 0) {
                headSince = now;
            }
            return now - headSince > bounds.head().toNanos();
        }
    }
}
