package dev.reprise.node.metrics;

import dev.reprise.processor.metrics.Metrics;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.DiskSpaceMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

/** All that a node measures: our own meters, those of Kafka that matter, and the JVM's. */
public final class NodeMetrics implements AutoCloseable {
    private final PrometheusMeterRegistry registry =
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT, new PrometheusRegistry(), Clock.SYSTEM);
    private final Metrics metrics = new PrometheusMetrics(registry);
    private final JvmGcMetrics garbageCollection = new JvmGcMetrics();
    private final List<Supplier<Map<MetricName, ? extends Metric>>> kafka = new CopyOnWriteArrayList<>();

    /** Measures the process, and the disk of this folder. */
    public NodeMetrics(Path dataDirectory) {
        List<MeterBinder> process = List.of(
                new JvmMemoryMetrics(),
                garbageCollection,
                new JvmThreadMetrics(),
                new ProcessorMetrics(),
                new UptimeMetrics(),
                new FileDescriptorMetrics(),
                new DiskSpaceMetrics(dataDirectory.toFile()));
        process.forEach(binder -> binder.bindTo(registry));
        registry.getPrometheusRegistry().register(new KafkaCollector(this::kafkaMetrics));
    }

    /** Where the parts of the node put their measurements. */
    public Metrics metrics() {
        return metrics;
    }

    /** Shows the metrics of a Kafka client or of Kafka Streams from now on. */
    public void show(Supplier<Map<MetricName, ? extends Metric>> source) {
        kafka.add(source);
    }

    /** Everything in the text form that this {@code Accept} header asks for. */
    public String scrape(String contentType) {
        return registry.scrape(contentType);
    }

    private List<Map<MetricName, ? extends Metric>> kafkaMetrics() {
        List<Map<MetricName, ? extends Metric>> all = new ArrayList<>();
        kafka.forEach(source -> all.add(source.get()));
        return all;
    }

    @Override
    public void close() {
        garbageCollection.close();
        registry.close();
    }
}
