package dev.reprise.node.metrics;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

/** Reads Kafka's metrics at the moment of a scrape: tasks and clients come and go, so nothing is registered one by one. */
final class KafkaCollector implements MultiCollector {
    private final Supplier<List<Map<MetricName, ? extends Metric>>> sources;

    KafkaCollector(Supplier<List<Map<MetricName, ? extends Metric>>> sources) {
        this.sources = sources;
    }

    @Override
    public MetricSnapshots collect() {
        List<Map<MetricName, ? extends Metric>> all = sources.get();
        List<MetricSnapshot> snapshots = new ArrayList<>();
        for (KafkaMeter meter : KafkaMeter.values()) {
            Map<Labels, Double> points = points(meter, all);
            if (!points.isEmpty()) {
                snapshots.add(meter.isCounter() ? counter(meter, points) : gauge(meter, points));
            }
        }
        return new MetricSnapshots(snapshots);
    }

    private static Map<Labels, Double> points(KafkaMeter meter, List<Map<MetricName, ? extends Metric>> sources) {
        Map<Labels, Double> points = new LinkedHashMap<>();
        for (Map<MetricName, ? extends Metric> source : sources) {
            source.forEach((name, metric) -> {
                if (name.name().equals(meter.kafkaName())
                        && name.group().equals(meter.group())
                        && name.tags().keySet().containsAll(meter.tags())
                        && metric.metricValue() instanceof Number number
                        && !Double.isNaN(number.doubleValue())) {
                    points.put(labels(meter, name), number.doubleValue());
                }
            });
        }
        return points;
    }

    private static Labels labels(KafkaMeter meter, MetricName name) {
        Labels.Builder labels = Labels.builder();
        meter.tags()
                .forEach(tag -> labels.label(KafkaMeter.label(tag), name.tags().get(tag)));
        return labels.build();
    }

    private static MetricSnapshot counter(KafkaMeter meter, Map<Labels, Double> points) {
        List<CounterDataPointSnapshot> data = new ArrayList<>();
        // A counter of Prometheus cannot be negative.
        points.forEach((labels, value) -> data.add(CounterDataPointSnapshot.builder()
                .labels(labels)
                .value(Math.max(0, value))
                .build()));
        CounterSnapshot.Builder snapshot =
                CounterSnapshot.builder().name(meter.baseName()).help(meter.help());
        data.forEach(snapshot::dataPoint);
        return snapshot.build();
    }

    private static MetricSnapshot gauge(KafkaMeter meter, Map<Labels, Double> points) {
        GaugeSnapshot.Builder snapshot =
                GaugeSnapshot.builder().name(meter.baseName()).help(meter.help());
        points.forEach((labels, value) -> snapshot.dataPoint(
                GaugeDataPointSnapshot.builder().labels(labels).value(value).build()));
        return snapshot.build();
    }
}
