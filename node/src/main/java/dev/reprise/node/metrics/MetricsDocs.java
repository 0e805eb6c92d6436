package dev.reprise.node.metrics;

import dev.reprise.processor.metrics.Meter;
import java.util.Locale;
import java.util.stream.Collectors;

/** Writes {@code docs/metrics.md} from the catalogues. */
public final class MetricsDocs {
    private MetricsDocs() {}

    /** The whole file. */
    public static String markdown() {
        StringBuilder text = new StringBuilder("""
                # Metrics

                <!-- Made from dev.reprise.processor.metrics.Meter and dev.reprise.node.metrics.KafkaMeter by MetricsDocsTest;
                     -Dreprise.docs.write=true writes it anew. -->

                A node shows all of these at `/metrics` for Prometheus. A histogram `x` is there as `x_bucket`, `x_sum`, `x_count`
                and `x_max`. The one to watch is `reprise_retry_lateness_milliseconds`: how late retries are.

                ## Reprise

                | name | kind | labels | meaning |
                |---|---|---|---|
                """);
        for (Meter meter : Meter.values()) {
            row(
                    text,
                    MeterNames.prometheus(meter),
                    meter.type().name().toLowerCase(Locale.ROOT),
                    meter.tags().stream().map(tag -> "`" + tag + "`").collect(Collectors.joining(", ")),
                    meter.help());
        }
        text.append("""

                ## Kafka clients and Kafka Streams

                Kafka has some hundreds more, which JMX shows.

                | name | kind | labels | meaning |
                |---|---|---|---|
                """);
        for (KafkaMeter meter : KafkaMeter.values()) {
            row(
                    text,
                    meter.prometheusName(),
                    meter.isCounter() ? "counter" : "gauge",
                    meter.tags().stream()
                            .map(tag -> "`" + KafkaMeter.label(tag) + "`")
                            .collect(Collectors.joining(", ")),
                    meter.help());
        }
        text.append("""

                ## The process

                Micrometer's usual names: `jvm_memory_*`, `jvm_gc_*`, `jvm_threads_*`, `process_cpu_usage`, `process_cpu_time_*`,
                `process_uptime_seconds`, `process_start_time_seconds`, `process_files_*`, `system_cpu_*`, and `disk_free_bytes`
                and `disk_total_bytes` for the disk that the data folder is on.
                """);
        return text.toString();
    }

    private static void row(StringBuilder text, String name, String kind, String labels, String help) {
        text.append("| `")
                .append(name)
                .append("` | ")
                .append(kind)
                .append(" | ")
                .append(labels)
                .append(" | ")
                .append(help)
                .append(" |\n");
    }
}
