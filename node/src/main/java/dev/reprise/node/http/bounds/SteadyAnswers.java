package dev.reprise.node.http.bounds;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Keeps what clients have not read yet, so that one that reads slowly holds no thread. What is kept is bounded over all answers; the
 * connection of a client that reads too slowly is closed, and when there is no more room, that of every client that is not prompt.
 */
final class SteadyAnswers extends Handler.Wrapper {
    private static final long PROMPT_NANOS = 2_000_000_000L;

    private final HttpBounds bounds;
    private final Room room;
    private final Set<Outbox> unread = ConcurrentHashMap.newKeySet();
    private volatile boolean full;

    SteadyAnswers(HttpBounds bounds) {
        this.bounds = bounds;
        room = new Room(bounds.heldBytes());
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        Outbox outbox = new Outbox(this, request, response, callback);
        return getHandler().handle(request, outbox, outbox.completion());
    }

    /** Room for bytes that are not read yet. */
    boolean take(long bytes) {
        boolean taken = room.take(bytes);
        full |= !taken;
        return taken;
    }

    void give(long bytes) {
        room.give(bytes);
    }

    /** An answer is not read at once. */
    void slow(Outbox answer) {
        unread.add(answer);
    }

    void over(Outbox answer) {
        unread.remove(answer);
    }

    /** Lets go of clients that read too slowly. */
    void sweep(long now) {
        boolean scarce = full;
        full = scarce && room.held() > bounds.heldBytes() / 2;
        for (Outbox answer : unread) {
            long waited = answer.waited(now);
            if (waited == 0) {
                unread.remove(answer);
            } else if (answer.tooSlow(bounds, now) || (scarce && waited > PROMPT_NANOS)) {
                answer.giveUp();
            }
        }
    }

    /** Answers that are not read to their end at the moment. */
    int unread() {
        return unread.size();
    }

    long held() {
        return room.held();
    }
}
