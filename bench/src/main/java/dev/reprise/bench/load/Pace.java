package dev.reprise.bench.load;

import java.util.concurrent.locks.LockSupport;

/**
 * An open loop: the i-th thing is meant to happen at a time that is fixed beforehand, whatever became of those before it. What is
 * late is made up for at once, and its time still counts from when it was meant to be: no coordinated omission.
 */
public final class Pace {
    private static final long NEAR_NANOS = 60_000;

    private final long start;
    private final double apart;

    /** Begins now. */
    public Pace(int perSecond) {
        start = System.nanoTime();
        apart = 1e9 / perSecond;
    }

    /** When the i-th is meant to happen, in {@link System#nanoTime}. */
    public long time(long i) {
        return start + (long) (i * apart);
    }

    /** Waits until the i-th is meant to happen, and returns when that was. */
    public long await(long i) {
        long time = time(i);
        for (long left = time - System.nanoTime(); left > NEAR_NANOS; left = time - System.nanoTime()) {
            LockSupport.parkNanos(left - NEAR_NANOS / 2);
        }
        return time;
    }
}
