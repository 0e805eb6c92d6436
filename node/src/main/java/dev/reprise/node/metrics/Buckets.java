package dev.reprise.node.metrics;

import dev.reprise.processor.metrics.Meter;

/** Upper bounds of histogram buckets. */
final class Buckets {
    // 150 ms is what we promise for the lateness of retries; 9 s is how long an answer is waited for.
    private static final double[] MILLISECONDS = {
        1, 2, 5, 10, 20, 50, 100, 150, 200, 500, 1_000, 2_000, 5_000, 9_000, 30_000, 60_000, 600_000
    };
    private static final double[] COUNTS = {1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 10_000};

    private Buckets() {}

    static double[] of(Meter meter) {
        return (meter.unit().equals("milliseconds") ? MILLISECONDS : COUNTS).clone();
    }
}
