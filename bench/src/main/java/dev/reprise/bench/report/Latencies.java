package dev.reprise.bench.report;

import java.util.LinkedHashMap;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** How long things took, in µs. Safe for use by many threads. */
public final class Latencies {
    private static final int DIGITS = 3;

    private final Histogram micros = new Histogram(DIGITS);

    /** Adds one; less than nothing counts as nothing. */
    public synchronized void record(long duration) {
        micros.recordValue(Math.max(0, duration));
    }

    public synchronized long count() {
        return micros.getTotalCount();
    }

    /** The value that so many of a hundred do not exceed, in milliseconds. */
    public synchronized double percentile(double percent) {
        return micros.getValueAtPercentile(percent) / 1e3;
    }

    public synchronized double max() {
        return micros.getMaxValue() / 1e3;
    }

    /** As it stands in a JSON result. */
    public Map<String, Object> figures() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("count", count());
        all.put("p50Millis", percentile(50));
        all.put("p90Millis", percentile(90));
        all.put("p99Millis", percentile(99));
        all.put("p999Millis", percentile(99.9));
        all.put("maxMillis", max());
        return all;
    }
}
