package dev.reprise.node.metrics;

import dev.reprise.processor.metrics.Meter;
import dev.reprise.processor.metrics.MeterType;
import dev.reprise.processor.metrics.Metrics;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleSupplier;

/** The meters of the catalogue in a Micrometer registry. */
public final class PrometheusMetrics implements Metrics {
    private final MeterRegistry registry;
    private final Map<GaugeKey, ShownGauge> gauges = new ConcurrentHashMap<>();

    private record GaugeKey(Meter meter, List<String> tagValues) {}

    public PrometheusMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public Counter counter(Meter meter, String... tagValues) {
        expect(meter, MeterType.COUNTER);
        io.micrometer.core.instrument.Counter counter = io.micrometer.core.instrument.Counter.builder(meter.meterName())
                .description(meter.help())
                .tags(tags(meter, tagValues))
                .register(registry);
        return counter::increment;
    }

    @Override
    public Histogram histogram(Meter meter, String... tagValues) {
        expect(meter, MeterType.HISTOGRAM);
        DistributionSummary summary = DistributionSummary.builder(MeterNames.dotted(meter))
                .description(meter.help())
                .tags(tags(meter, tagValues))
                .serviceLevelObjectives(Buckets.of(meter))
                .register(registry);
        return summary::record;
    }

    @Override
    public Shown gauge(Meter meter, DoubleSupplier value, String... tagValues) {
        expect(meter, MeterType.GAUGE);
        GaugeKey key = new GaugeKey(meter, List.of(tagValues));
        ShownGauge mine = gauges.compute(key, (same, before) -> {
            if (before != null) {
                registry.remove(before.gauge);
            }
            return new ShownGauge(Gauge.builder(MeterNames.dotted(meter), value::getAsDouble)
                    .description(meter.help())
                    .tags(tags(meter, tagValues))
                    .strongReference(true)
                    .register(registry));
        });
        // Only what is still shown is taken away: a task that comes back may have been quicker than the one that
        // leaves.
        return () -> gauges.computeIfPresent(key, (same, shown) -> {
            if (shown != mine) {
                return shown;
            }
            registry.remove(mine.gauge);
            return null;
        });
    }

    /** Not a record: two of them are never the same one. */
    private static final class ShownGauge {
        private final Gauge gauge;

        ShownGauge(Gauge gauge) {
            this.gauge = gauge;
        }
    }

    private static void expect(Meter meter, MeterType type) {
        if (meter.type() != type) {
            throw new IllegalArgumentException("Expected a " + type + ", but " + meter + " is a " + meter.type());
        }
    }

    private static Tags tags(Meter meter, String... values) {
        if (values.length != meter.tags().size()) {
            throw new IllegalArgumentException(
                    "Expected " + meter + " with the tags " + meter.tags() + ", but got " + List.of(values));
        }
        List<Tag> tags = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            tags.add(Tag.of(meter.tags().get(i), values[i]));
        }
        return Tags.of(tags);
    }
}
