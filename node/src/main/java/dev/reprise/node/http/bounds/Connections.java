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

    /** What is to become of a request. */
    enum Admission {
        SERVED,
        /** Its connection is one too many. */
        TOO_MANY,
        /** Its connection has been told that nothing is served any more. */
        TOO_LATE
    }

    /** The head of a request is there. */
    Admission begin(Request request) {
        State state = open.get(request.getConnectionMetaData().getConnection());
        if (state == null) {
            return Admission.SERVED;
        }
        state.busy = true;
        if (state.told) {
            return Admission.TOO_LATE;
        }
        return state.tooMany ? Admission.TOO_MANY : Admission.SERVED;
    }

    /** The request is over. */
    void end(Request request) {
        Connection connection = request.getConnectionMetaData().getConnection();
        State state = open.get(connection);
        if (state != null) {
            state.fresh = false;
            state.restBytes = connection.getBytesIn();
            state.headSince = 0;
            state.silentSince = System.nanoTime();
            state.busy = false;
        }
    }

    /**
     * The server stops: tells those who have been silent for this time, and closes the connections of those that were told as long ago.
     *
     * @param silence nanoseconds, long enough for an answer that has been given to be out
     */
    void bidFarewell(long now, long silence) {
        open.forEach((connection, state) -> {
            if (state.told) {
                if (now - state.toldAt > silence) {
                    connection.getEndPoint().close();
                }
            } else if (now - state.silentSince > silence && state.tell(now)) {
                Farewell.say(connection.getEndPoint());
            }
        });
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
        volatile boolean told;
        volatile long toldAt;
        /** When the last request was over. */
        volatile long silentSince;
        /** Whether no request came yet. */
        volatile boolean fresh = true;
        /** What had come when the last request was over. */
        volatile long restBytes;
        /** Since when the head of a request has been coming; 0 if nothing has come. */
        volatile long headSince;

        State(boolean tooMany, long openedAt) {
            this.tooMany = tooMany;
            this.openedAt = openedAt;
            silentSince = openedAt;
        }

        /** Marks it as told, unless a request is there: whatever comes after that is too late. */
        boolean tell(long now) {
            toldAt = now;
            told = true;
            if (busy) {
                told = false; // it may have seen the mark or not, and is answered either way
            }
            return told;
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
