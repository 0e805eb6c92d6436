package dev.reprise.bench.load;

import java.util.concurrent.locks.LockSupport;

/** Waits for a time of day: in a benchmark, time itself is what is waited for. */
public final class Pause {
    private Pause() {}

    /** Until this instant, in epoch milliseconds. */
    public static void until(long epochMillis) {
        for (long left = epochMillis - System.currentTimeMillis();
                left > 0;
                left = epochMillis - System.currentTimeMillis()) {
            LockSupport.parkNanos(left * 1_000_000);
        }
    }

    /** For so long. */
    public static void seconds(int seconds) {
        until(System.currentTimeMillis() + seconds * 1_000L);
    }
}
