package dev.reprise.processor.metrics;

import java.util.function.DoubleSupplier;

/**
 * Where measurements go. Handles are asked for once and kept by the caller: looking one up may be slow, using one is fast. Safe for
 * use by many threads. Tag values are given in the order of {@link Meter#tags()}.
 */
public interface Metrics {
    /** A counter with these tag values; the same one for the same values. */
    Counter counter(Meter meter, String... tagValues);

    /** A histogram with these tag values; the same one for the same values. */
    Histogram histogram(Meter meter, String... tagValues);

    /** Shows a value until the result is closed. A later gauge with the same tag values takes its place. */
    Shown gauge(Meter meter, DoubleSupplier value, String... tagValues);

    /** Measures nothing. */
    static Metrics none() {
        return NoMetrics.INSTANCE;
    }

    /** Counts. */
    @FunctionalInterface
    interface Counter {
        void add(long amount);

        default void increment() {
            add(1);
        }
    }

    /** Records values. */
    @FunctionalInterface
    interface Histogram {
        void record(double value);
    }

    /** A gauge that is being shown. */
    @FunctionalInterface
    interface Shown extends AutoCloseable {
        @Override
        void close();
    }
}
