package dev.reprise.processor.engine;

import java.time.Instant;

/** Sums of times that do not run over. */
public final class Times {
    /** Latest moment that anything falls due: the last millisecond of the year 9999, which RFC 3339 can still write. */
    public static final long LATEST = Instant.parse("9999-12-31T23:59:59.999Z").toEpochMilli();

    private Times() {}

    /** The moment a delay after another, at most {@link #LATEST}; both in milliseconds, the delay 0 or more. */
    public static long after(long at, long delay) {
        return delay > LATEST - at ? LATEST : at + delay;
    }
}
