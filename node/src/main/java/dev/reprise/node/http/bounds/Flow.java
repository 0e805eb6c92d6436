package dev.reprise.node.http.bounds;

import java.time.Duration;

/** How fast bytes come or go: so many in each stretch of time at least. For one thread at a time. */
final class Flow {
    private final long stretch;
    private final double least;
    private long since;
    private long before;

    /**
     * Begins now.
     *
     * @param least bytes a second
     */
    Flow(Duration stretch, int least, long now) {
        this.stretch = stretch.toNanos();
        this.least = stretch.toNanos() / 1e9 * least;
        since = now;
    }

    /** Whether too few came in the last stretch. */
    boolean tooSlow(long bytes, long now) {
        if (now - since < stretch) {
            return false;
        }
        boolean slow = bytes - before < least;
        since = now;
        before = bytes;
        return slow;
    }
}
