package dev.reprise.processor.streams;

import org.apache.kafka.common.utils.Bytes;

/** Puts off rows that threads died of, and notes it when one does. */
final class GuardedFiring implements Firing {
    private final Firing firing;
    private final Suspects suspects;
    private final ScanMetrics metrics;

    GuardedFiring(Firing firing, Suspects suspects, ScanMetrics metrics) {
        this.firing = firing;
        this.suspects = suspects;
        this.metrics = metrics;
    }

    @Override
    public boolean fire(Bytes key, long at) {
        if (suspects.isDeadly(key, at)) {
            metrics.parked();
            return false;
        }
        suspects.begun(key);
        try {
            return firing.fire(key, at);
        } catch (RuntimeException | Error fault) {
            suspects.blame(Step.of(key), fault);
            throw fault;
        } finally {
            suspects.done();
        }
    }
}
