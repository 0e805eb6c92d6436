package dev.reprise.gateway.activation;

import dev.reprise.processor.metrics.Meter;
import dev.reprise.processor.metrics.Metrics;
import java.util.function.DoubleSupplier;

/** Counts how polls end. */
final class PollMetrics implements AutoCloseable {
    private final Metrics.Counter jobs;
    private final Metrics.Counter empty;
    private final Metrics.Counter gone;
    private final Metrics.Counter refused;
    private final Metrics.Counter unknown;
    private final Metrics.Shown waiters;

    PollMetrics(Metrics metrics, DoubleSupplier waiters) {
        jobs = metrics.counter(Meter.GATEWAY_POLLS, "jobs");
        empty = metrics.counter(Meter.GATEWAY_POLLS, "empty");
        gone = metrics.counter(Meter.GATEWAY_POLLS, "gone");
        refused = metrics.counter(Meter.GATEWAY_POLLS, "refused");
        unknown = metrics.counter(Meter.GATEWAY_POLLS, "unknown");
        this.waiters = metrics.gauge(Meter.GATEWAY_WAITERS, waiters);
    }

    void ended(Activation activation) {
        if (activation instanceof Activation.Jobs found) {
            (found.jobs().isEmpty() ? empty : jobs).increment();
        } else if (activation instanceof Activation.Gone) {
            gone.increment();
        } else if (activation instanceof Activation.Unanswered) {
            unknown.increment();
        } else {
            refused.increment();
        }
    }

    @Override
    public void close() {
        waiters.close();
    }
}
