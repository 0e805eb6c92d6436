package dev.reprise.faults.memory;

import java.util.ArrayList;
import java.util.List;

/**
 * When the clock of some node was, or may have been, wrong: a real-time check is void for a window that touches such a time. Safe for
 * use by many threads.
 */
public final class ClockDoubt {
    private record Interval(long from, long to) {}

    private final List<Interval> intervals = new ArrayList<>();

    /**
     * Notes that a clock was wrong.
     *
     * @param from from when on, in epoch milliseconds of the harness's clock
     * @param to until when, inclusive, or {@link Long#MAX_VALUE} if to the end
     */
    public synchronized void during(long from, long to) {
        if (from > to) {
            throw new IllegalArgumentException(
                    "Expected a doubt to end after it begins, but it is from " + from + " to " + to);
        }
        intervals.add(new Interval(from, to));
    }

    /** Whether no clock was ever wrong. */
    public synchronized boolean isNone() {
        return intervals.isEmpty();
    }

    /** Whether a clock was wrong at any time within these, both included. */
    public synchronized boolean touches(long from, long to) {
        return intervals.stream().anyMatch(doubt -> doubt.from <= to && from <= doubt.to);
    }
}
