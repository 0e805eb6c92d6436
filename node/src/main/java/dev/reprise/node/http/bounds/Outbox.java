package dev.reprise.node.http.bounds;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** One answer on its way: what the route writes is taken at once where there is room for it, and sent as the client reads. */
final class Outbox extends Response.Wrapper {
    /** So much is sent at a time: enough to be quick, little enough to see how fast a client reads. */
    private static final int SLICE = 64 << 10;

    /**
     * @param bytes null for none
     * @param size how many there are to be sent
     * @param writer whom to tell when they are sent; null if it was told already and they are a copy
     */
    private record Part(
            boolean last,
            @Nullable ByteBuffer bytes,
            int size,
            @Nullable Callback writer) {
        boolean over() {
            return bytes == null || !bytes.hasRemaining();
        }
    }

    private final SteadyAnswers answers;
    private final Callback callback;
    private final Deque<Part> parts = new ArrayDeque<>();
    private boolean sending;
    private long since;
    private long sent;
    private @Nullable Flow flow;
    private boolean routeDone;
    private boolean told;
    private @Nullable Throwable failure;

    Outbox(SteadyAnswers answers, Request request, Response response, Callback callback) {
        super(request, response);
        this.answers = answers;
        this.callback = callback;
    }

    /** What the route calls when it is done: the request is, when all is sent. */
    Callback completion() {
        return Callback.from(() -> routeDone(null), this::routeDone);
    }

    @Override
    public void write(boolean last, @Nullable ByteBuffer bytes, Callback writer) {
        int size = bytes == null ? 0 : bytes.remaining();
        if (last && size > SLICE && !isCommitted() && !getHeaders().contains(HttpHeader.CONTENT_LENGTH)) {
            getHeaders().put(HttpHeader.CONTENT_LENGTH, size);
        }
        boolean kept = answers.take(size);
        Part part = new Part(last, kept && bytes != null ? copy(bytes) : bytes, size, kept ? null : writer);
        Throwable failed = add(part);
        if (failed != null) {
            if (kept) {
                writer.failed(failed);
            }
            end(part, failed);
            return;
        }
        send();
        if (kept) {
            writer.succeeded();
        }
    }

    /** Puts it into the line; if nothing can be sent any more, says why not. */
    private synchronized @Nullable Throwable add(Part part) {
        if (failure == null) {
            parts.add(part);
        }
        return failure;
    }

    private static ByteBuffer copy(ByteBuffer bytes) {
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        return ByteBuffer.wrap(copy);
    }

    /** Sends what is there, as long as the connection takes it at once; the rest when it takes more. */
    private void send() {
        Part next = begin();
        while (next != null) {
            Slice slice = new Slice(next);
            super.write(slice.last, slice.bytes, slice);
            if (!slice.returned.getAndSet(true)) {
                answers.slow(this);
                return;
            }
            next = begin();
        }
        tell();
    }

    private synchronized @Nullable Part begin() {
        if (sending || failure != null || parts.isEmpty()) {
            return null;
        }
        sending = true;
        if (since == 0) {
            since = System.nanoTime();
        }
        return parts.peek();
    }

    private final class Slice implements Callback {
        final boolean last;
        final @Nullable ByteBuffer bytes;
        /** Set by the first of two: the call that sends, and the callback. */
        final AtomicBoolean returned = new AtomicBoolean();

        private final Part part;
        private final int size;

        Slice(Part part) {
            this.part = part;
            ByteBuffer all = part.bytes;
            size = all == null ? 0 : Math.min(all.remaining(), SLICE);
            bytes = all == null ? null : all.slice(all.position(), size);
            if (all != null) {
                all.position(all.position() + size);
            }
            last = part.last && part.over();
        }

        @Override
        public void succeeded() {
            boolean over = sent(part, size);
            if (over) {
                end(part, null);
            }
            if (returned.getAndSet(true)) {
                send();
            }
        }

        @Override
        public void failed(Throwable cause) {
            lost(cause);
        }
    }

    private synchronized boolean sent(Part part, int size) {
        sending = false;
        sent += size;
        if (part.over()) {
            parts.remove(part);
        }
        if (parts.isEmpty()) {
            since = 0;
            sent = 0;
            flow = null;
        }
        return part.over();
    }

    /** The client is gone, or was given up. */
    private void lost(Throwable cause) {
        List<Part> left;
        synchronized (this) {
            sending = false;
            failure = failure == null ? cause : failure;
            left = new ArrayList<>(parts);
            parts.clear();
        }
        left.forEach(part -> end(part, cause));
        tell();
    }

    private void routeDone(@Nullable Throwable cause) {
        synchronized (this) {
            routeDone = true;
        }
        if (cause != null) {
            lost(cause);
        } else {
            tell();
        }
    }

    /** Ends the request if the route is done and all is sent, or cannot be. */
    private void tell() {
        Throwable cause;
        synchronized (this) {
            if (sending || !parts.isEmpty()) {
                return;
            }
            cause = failure;
            answers.over(this);
            if (!routeDone || told) {
                return;
            }
            told = true;
        }
        if (cause == null) {
            callback.succeeded();
        } else {
            callback.failed(cause);
        }
    }

    private void end(Part part, @Nullable Throwable cause) {
        if (part.writer == null) {
            answers.give(part.size);
        } else if (cause == null) {
            part.writer.succeeded();
        } else {
            part.writer.failed(cause);
        }
    }

    /** For how long the client has not read what is there for it, in nanoseconds; 0 if it has. */
    synchronized long waited(long now) {
        return sending ? Math.max(1, now - since) : 0;
    }

    /** Whether the client reads too slowly. For one thread. */
    synchronized boolean tooSlow(HttpBounds bounds, long now) {
        if (flow == null) {
            flow = new Flow(bounds.idle(), bounds.leastBytesPerSecond(), since);
        }
        return flow.tooSlow(sent, now);
    }

    /** Closes the connection: whoever waits for the client to read is told. */
    void giveUp() {
        TimeoutException cause = new TimeoutException("Expected the client to read its answer, but it read too slowly");
        getRequest().getConnectionMetaData().getConnection().getEndPoint().close(cause);
    }
}
