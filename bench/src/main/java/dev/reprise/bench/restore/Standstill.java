package dev.reprise.bench.restore;

import java.util.List;

/**
 * A time in which no decision was seen.
 *
 * @param nanos how long it was
 * @param end when it was over: the first decision afterwards, in {@link System#nanoTime}
 */
record Standstill(long nanos, long end) {
    /** The longest one from a moment on. Before it ended, whoever was asked to leave may still have decided something. */
    static Standstill in(List<Long> seen, long from) {
        Standstill longest = new Standstill(0, from);
        long last = from;
        for (long next : seen) {
            if (next - from < 0) {
                continue;
            }
            if (next - last > longest.nanos) {
                longest = new Standstill(next - last, next);
            }
            last = next;
        }
        return longest;
    }

    double seconds() {
        return nanos / 1e9;
    }
}
