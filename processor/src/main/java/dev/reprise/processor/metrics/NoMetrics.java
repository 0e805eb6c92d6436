package dev.reprise.processor.metrics;

import java.util.function.DoubleSupplier;

/** Measures nothing. */
enum NoMetrics implements Metrics {
    INSTANCE;

    @Override
    public Counter counter(Meter meter, String... tagValues) {
        return amount -> {};
    }

    @Override
    public Histogram histogram(Meter meter, String... tagValues) {
        return value -> {};
    }

    @Override
    public Shown gauge(Meter meter, DoubleSupplier value, String... tagValues) {
        return () -> {};
    }
}
