package dev.reprise.processor.streams;

import dev.reprise.processor.metrics.Meter;
import dev.reprise.processor.metrics.Metrics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;

/** Metrics that a test can look at. Holds callers to the catalogue: the right type of meter, a value for each tag. */
public final class CountedMetrics implements Metrics {
    private final Map<String, Long> counts = new HashMap<>();
    private final Map<String, List<Double>> values = new HashMap<>();
    private final Map<String, DoubleSupplier> gauges = new HashMap<>();

    @Override
    public Counter counter(Meter meter, String... tagValues) {
        String name = name(meter, tagValues);
        return amount -> counts.merge(name, amount, Long::sum);
    }

    @Override
    public Histogram histogram(Meter meter, String... tagValues) {
        String name = name(meter, tagValues);
        return value -> values.computeIfAbsent(name, any -> new ArrayList<>()).add(value);
    }

    @Override
    public Shown gauge(Meter meter, DoubleSupplier value, String... tagValues) {
        String name = name(meter, tagValues);
        gauges.put(name, value);
        return () -> gauges.remove(name, value);
    }

    public long count(Meter meter, String... tagValues) {
        return counts.getOrDefault(name(meter, tagValues), 0L);
    }

    public List<Double> values(Meter meter, String... tagValues) {
        return values.getOrDefault(name(meter, tagValues), List.of());
    }

    public double gauge(Meter meter, String... tagValues) {
        DoubleSupplier gauge = gauges.get(name(meter, tagValues));
        if (gauge == null) {
            throw new AssertionError("no gauge " + name(meter, tagValues));
        }
        return gauge.getAsDouble();
    }

    private static String name(Meter meter, String... tagValues) {
        if (tagValues.length != meter.tags().size()) {
            throw new AssertionError(meter + " has tags " + meter.tags() + ", but got " + List.of(tagValues));
        }
        return meter + String.join(",", tagValues);
    }
}
