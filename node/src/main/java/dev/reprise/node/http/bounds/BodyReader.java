package dev.reprise.node.http.bounds;

import dev.reprise.query.http.Problem;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Invocable;
import org.jspecify.annotations.Nullable;

/** Reads one body as it comes, without a thread that waits, and then hands the request on. */
final class BodyReader implements Invocable.Task {
    private final HttpBounds bounds;
    private final Room room;
    private final Handler next;
    private final Request request;
    private final Response response;
    private final Callback callback;
    private final Bytes body = new Bytes();
    private final AtomicLong taken = new AtomicLong();
    private final Flow flow;

    BodyReader(HttpBounds bounds, Room room, Handler next, Request request, Response response, Callback callback) {
        this.bounds = bounds;
        this.room = room;
        this.next = next;
        this.request = request;
        this.response = response;
        this.callback = Callback.from(callback, this::giveBack);
        flow = new Flow(bounds.head(), bounds.leastBytesPerSecond(), System.nanoTime());
    }

    /** Reads what is there, and hands the request on in this thread if that is all. */
    void begin() {
        Deque<Content.Chunk> all = read();
        if (all != null) {
            handOn(all);
        }
    }

    /** More is there. */
    @Override
    public void run() {
        Deque<Content.Chunk> all = read();
        if (all != null) {
            request.getContext().execute(() -> handOn(all));
        }
    }

    @Override
    public InvocationType getInvocationType() {
        return InvocationType.NON_BLOCKING;
    }

    /** All of it; null if it is not there yet, or refused. */
    private @Nullable Deque<Content.Chunk> read() {
        while (true) {
            Content.Chunk chunk = request.read();
            if (chunk == null && flow.tooSlow(body.size(), System.nanoTime())) {
                refuse(Refusal.tooSlow());
                return null;
            } else if (chunk == null) {
                request.demand(this);
                return null;
            } else if (Content.Chunk.isFailure(chunk)) {
                return failed(chunk);
            }
            boolean last = chunk.isLast();
            Problem problem = take(chunk);
            chunk.release();
            if (problem != null) {
                refuse(problem);
                return null;
            } else if (last) {
                return whole(Content.Chunk.EOF);
            }
        }
    }

    private @Nullable Problem take(Content.Chunk chunk) {
        int bytes = chunk.remaining();
        if (body.size() + (long) bytes > bounds.bodyBytes()) {
            return Refusal.tooLarge(bounds.bodyBytes());
        } else if (!room.take(bytes)) {
            return Refusal.overloaded("Expected to read the body, but too much is being read at the moment");
        }
        taken.addAndGet(bytes);
        body.add(chunk.getByteBuffer());
        return null;
    }

    /** Nothing came for long, or the client is gone: the route finds the end missing, and says so. */
    private @Nullable Deque<Content.Chunk> failed(Content.Chunk chunk) {
        if (chunk.getFailure() instanceof TimeoutException) {
            refuse(Refusal.tooSlow());
            return null;
        }
        return whole(chunk);
    }

    private Deque<Content.Chunk> whole(Content.Chunk end) {
        Deque<Content.Chunk> all = new ArrayDeque<>();
        if (body.size() > 0) {
            all.add(Content.Chunk.from(body.all(), false));
        }
        all.add(end);
        return all;
    }

    private void refuse(Problem problem) {
        Refusal.last(problem, request, response, callback);
    }

    private void handOn(Deque<Content.Chunk> all) {
        Request whole = new ReadRequest(request, all);
        try {
            if (!next.handle(whole, response, callback)) {
                Response.writeError(whole, response, callback, 404);
            }
        } catch (Throwable e) {
            Response.writeError(whole, response, callback, e);
        }
    }

    private void giveBack() {
        room.give(taken.getAndSet(0));
    }

    /** Bytes that are copied once: a chunk would hold a buffer of Jetty's for as long as it is kept, however small it is. */
    private static final class Bytes extends ByteArrayOutputStream {
        void add(ByteBuffer more) {
            byte[] copy = new byte[more.remaining()];
            more.get(copy);
            write(copy, 0, copy.length);
        }

        ByteBuffer all() {
            return ByteBuffer.wrap(buf, 0, count);
        }
    }

    /** A request with its body in memory. */
    private static final class ReadRequest extends Request.Wrapper {
        private final Deque<Content.Chunk> all;

        ReadRequest(Request request, Deque<Content.Chunk> all) {
            super(request);
            this.all = all;
        }

        @Override
        public Content.@Nullable Chunk read() {
            Content.Chunk chunk = all.poll();
            return chunk == null ? super.read() : chunk;
        }
    }
}
