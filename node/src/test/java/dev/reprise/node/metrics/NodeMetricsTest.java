package dev.reprise.node.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reprise.processor.metrics.Meter;
import dev.reprise.processor.metrics.MeterType;
import dev.reprise.processor.metrics.Metrics;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeMetricsTest {
    private static final String TEXT = "text/plain; version=0.0.4";

    @TempDir
    Path folder = Path.of("");

    private NodeMetrics all = new NodeMetrics(Path.of(""));

    @BeforeEach
    void begin() {
        all.close();
        all = new NodeMetrics(folder);
    }

    @AfterEach
    void end() {
        all.close();
    }

    @Test
    void showsEveryMeterUnderTheNameThatIsDocumented() {
        Metrics metrics = all.metrics();
        for (Meter meter : Meter.values()) {
            String[] tags = meter.tags().stream().map(tag -> "x").toArray(String[]::new);
            switch (meter.type()) {
                case COUNTER -> metrics.counter(meter, tags).increment();
                case HISTOGRAM -> metrics.histogram(meter, tags).record(3);
                case GAUGE -> metrics.gauge(meter, () -> 1, tags);
            }
        }

        String text = all.scrape(TEXT);

        for (Meter meter : Meter.values()) {
            String suffix = meter.type() == MeterType.HISTOGRAM ? "_count" : "";
            assertThat(text).containsPattern("(?m)^" + MeterNames.prometheus(meter) + suffix + "[{ ]");
        }
    }

    @Test
    void countsLatenessInBucketsWithTheBoundThatIsPromised() {
        all.metrics().histogram(Meter.RETRY_LATENESS).record(120);

        assertThat(all.scrape(TEXT))
                .contains("reprise_retry_lateness_milliseconds_bucket{le=\"100.0\"} 0")
                .contains("reprise_retry_lateness_milliseconds_bucket{le=\"150.0\"} 1")
                .contains("reprise_retry_lateness_milliseconds_sum 120.0");
    }

    @Test
    void aGaugeIsShownUntilItIsClosed() {
        Metrics.Shown shown = all.metrics().gauge(Meter.DUE_BACKLOG, () -> 5, "0");
        assertThat(all.scrape(TEXT)).contains("reprise_due_backlog_milliseconds{partition=\"0\"} 5.0");

        shown.close();
        assertThat(all.scrape(TEXT)).doesNotContain("reprise_due_backlog_milliseconds{");
    }

    @Test
    void aLaterGaugeTakesThePlaceAndIsNotTakenAwayWithTheEarlierOne() {
        Metrics.Shown earlier = all.metrics().gauge(Meter.DUE_BACKLOG, () -> 5, "0");
        all.metrics().gauge(Meter.DUE_BACKLOG, () -> 6, "0");
        earlier.close();

        assertThat(all.scrape(TEXT)).contains("reprise_due_backlog_milliseconds{partition=\"0\"} 6.0");
    }

    @Test
    void refusesAMeterOfAnotherKindOrWithOtherTags() {
        assertThatThrownBy(() -> all.metrics().counter(Meter.RETRY_LATENESS))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> all.metrics().counter(Meter.EVENTS)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void showsTheMetricsOfKafkaThatMatter() {
        MetricName lag = new MetricName(
                "records-lag",
                "consumer-fetch-manager-metrics",
                "",
                Map.of("client-id", "c", "topic", "job-commands", "partition", "2"));
        MetricName unimportant =
                new MetricName("bufferpool-wait-ratio", "producer-metrics", "", Map.of("client-id", "c"));
        all.show(() -> Map.of(lag, metric(lag, 7.0), unimportant, metric(unimportant, 1.0)));

        assertThat(all.scrape(TEXT))
                .contains(
                        "kafka_consumer_fetch_manager_records_lag{client_id=\"c\",partition=\"2\",topic=\"job-commands\"} 7.0")
                .doesNotContain("bufferpool");
    }

    @Test
    void showsTheProcess() {
        assertThat(all.scrape(TEXT))
                .contains(
                        "jvm_memory_used_bytes",
                        "process_uptime_seconds",
                        "disk_free_bytes",
                        "process_files_open_files");
    }

    private static Metric metric(MetricName name, double value) {
        return new Metric() {
            @Override
            public MetricName metricName() {
                return name;
            }

            @Override
            public Object metricValue() {
                return value;
            }
        };
    }
}
