package dev.reprise.processor.streams;

import dev.reprise.processor.engine.rows.DueKind;
import dev.reprise.processor.metrics.Meter;
import dev.reprise.processor.metrics.Metrics;
import java.util.EnumMap;
import java.util.Map;

/** Measures the due scan of one partition. Written by one thread; the gauge is read by others. */
final class ScanMetrics implements AutoCloseable {
    private final Metrics.Counter drained;
    private final Metrics.Counter budget;
    private final Metrics.Histogram entries;
    private final Metrics.Histogram time;
    private final Metrics.Counter stale;
    private final Metrics.Counter parked;
    private final Map<DueKind, Metrics.Counter> fired = new EnumMap<>(DueKind.class);
    private final Metrics.Shown backlogGauge;
    private volatile long backlog;

    ScanMetrics(Metrics metrics, int partition) {
        drained = metrics.counter(Meter.DUE_SCANS, "drained");
        budget = metrics.counter(Meter.DUE_SCANS, "budget");
        entries = metrics.histogram(Meter.DUE_SCAN_ENTRIES);
        time = metrics.histogram(Meter.DUE_SCAN_TIME);
        stale = metrics.counter(Meter.DUE_STALE);
        parked = metrics.counter(Meter.DUE_PARKED);
        for (DueKind kind : DueKind.values()) {
            fired.put(kind, metrics.counter(Meter.DUE_FIRED, kind.name()));
        }
        backlogGauge = metrics.gauge(Meter.DUE_BACKLOG, () -> backlog, Integer.toString(partition));
    }

    /** A scan is over. */
    void scanned(int rows, boolean isDrained, long millis, long backlogMillis) {
        (isDrained ? drained : budget).increment();
        backlog = backlogMillis;
        if (rows > 0) {
            entries.record(rows);
            time.record(millis);
        }
    }

    void fired(DueKind kind) {
        Metrics.Counter counter = fired.get(kind);
        if (counter != null) {
            counter.increment();
        }
    }

    void stale() {
        stale.increment();
    }

    void parked() {
        parked.increment();
    }

    @Override
    public void close() {
        backlogGauge.close();
    }
}
