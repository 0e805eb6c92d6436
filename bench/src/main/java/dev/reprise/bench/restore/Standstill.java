package dev.reprise.bench.restore;

import java.util.List;

/**
 * A time in which no decision was seen.
 *
 * @param nanos how long it was
 * @param after how long after the moment that was asked about it was over: when the next one decided for the first time
 */
record Standstill(long nanos, long after) {
    /** The longest one from a moment on. Before it ended, whoever was asked to leave may still have decided something. */
    static Standstill in(List<Long> seen, long from) {
        Standstill longest = new Standstill(0, 0);
        long last = from;
        for (long next : seen) {
            if (next - from < 0) {
                continue;
            }
            if (next - last > longest.nanos) {
                longest = new Standstill(next - last, next - from);
            }
            last = next;
        }
        return longest;
    }

    double seconds() {
        return nanos / 1e9;
    }

    double secondsAfter() {
        return after / 1e9;
    }
}
