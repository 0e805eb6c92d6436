package dev.reprise.node.http.bounds;

import java.util.concurrent.atomic.AtomicLong;

/** Room for so many bytes. Safe for use by many threads. */
final class Room {
    private final long most;
    private final AtomicLong held = new AtomicLong();

    Room(long most) {
        this.most = most;
    }

    /** Takes room if there is enough; whoever gets it gives it back. */
    boolean take(long bytes) {
        if (held.addAndGet(bytes) <= most) {
            return true;
        }
        held.addAndGet(-bytes);
        return false;
    }

    void give(long bytes) {
        held.addAndGet(-bytes);
    }

    long held() {
        return held.get();
    }
}
