package dev.reprise.bench.load;

import java.time.Duration;
import java.util.function.LongSupplier;

/** How much a node can bear over HTTP: many callers, each with one request after another. */
public final class Capacity {
    /** How many callers. */
    public static final int CALLERS = 128;

    private static final Duration WARM_UP = Duration.ofSeconds(15);

    private Capacity() {}

    /**
     * Warms the node up, then measures for so long.
     *
     * @param accepted how many requests have been accepted so far
     * @return requests accepted a second
     */
    public static double find(OpenLoop callers, Duration length, LongSupplier accepted) {
        callers.asFastAsAnswered(WARM_UP);
        long before = accepted.getAsLong();
        long start = System.nanoTime();
        callers.asFastAsAnswered(length);
        return (accepted.getAsLong() - before) * 1e9 / (System.nanoTime() - start);
    }
}
