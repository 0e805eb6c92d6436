package dev.reprise.processor.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.junit.jupiter.api.Test;

class LiveMetricsTest {
    private static final String LAG = "records-lag";
    private static final List<String> THREADS = List.of("reprise-1f-StreamThread-2");

    private final Map<MetricName, Metric> all = new LinkedHashMap<>();

    @Test
    void leavesOutClientsOfThreadsThatDied() {
        add("consumer-fetch-manager-metrics", LAG, "reprise-1f-StreamThread-1-consumer", 7);
        add("consumer-fetch-manager-metrics", LAG, "reprise-1f-StateUpdater-1-restore-consumer", 7);
        add("producer-metrics", "record-error-total", "reprise-1f-StreamThread-1-producer", 7);
        MetricName consumer = add("consumer-fetch-manager-metrics", LAG, "reprise-1f-StreamThread-2-consumer", 1);
        MetricName copies = add("consumer-fetch-manager-metrics", LAG, "reprise-1f-StateUpdater-2-restore-consumer", 2);

        assertThat(LiveMetrics.of(all, THREADS)).containsOnlyKeys(consumer, copies);
    }

    @Test
    void keepsWhatIsOfNoThread() {
        MetricName admin = add("admin-client-metrics", "request-total", "reprise-1f-admin", 3);
        MetricName global =
                add("consumer-fetch-manager-metrics", LAG, "reprise-1f-GlobalStreamThread-global-consumer", 3);
        MetricName store = name("stream-state-metrics", "estimate-num-keys", Map.of("task-id", "0_1"));
        all.put(store, metric(store, 3));

        assertThat(LiveMetrics.of(all, THREADS)).containsOnlyKeys(admin, global, store);
    }

    @Test
    void leavesOutMetricsOfThreadsThatDied() {
        for (int thread : new int[] {1, 2}) {
            MetricName commits = name(
                    "stream-thread-metrics", "commit-total", Map.of("thread-id", "reprise-1f-StreamThread-" + thread));
            all.put(commits, metric(commits, thread));
        }

        assertThat(LiveMetrics.of(all, THREADS))
                .hasSize(1)
                .allSatisfy((name, metric) -> assertThat(metric.metricValue()).isEqualTo(2.0));
    }

    @Test
    void leavesOutTheLagOfCopiesThatAreGone() {
        String copies = "reprise-1f-StateUpdater-2-restore-consumer";
        add("consumer-fetch-manager-metrics", LAG, copies, 100_000);
        MetricName lastPoll = add("consumer-metrics", "last-poll-seconds-ago", copies, 31);

        assertThat(LiveMetrics.of(all, THREADS)).containsOnlyKeys(lastPoll);
    }

    @Test
    void keepsTheLagOfCopiesThatAreBeingMade() {
        String copies = "reprise-1f-StateUpdater-2-restore-consumer";
        add("consumer-fetch-manager-metrics", LAG, copies, 100_000);
        add("consumer-metrics", "last-poll-seconds-ago", copies, 2);

        assertThat(LiveMetrics.of(all, THREADS)).hasSize(2);
    }

    /** A thread that stands still is no reason to be silent about what it has not decided. */
    @Test
    void keepsTheLagOfAThreadThatHangs() {
        String main = "reprise-1f-StreamThread-2-consumer";
        add("consumer-fetch-manager-metrics", LAG, main, 100_000);
        add("consumer-metrics", "last-poll-seconds-ago", main, 300);

        assertThat(LiveMetrics.of(all, THREADS)).hasSize(2);
    }

    private MetricName add(String group, String metric, String client, double value) {
        MetricName name = name(group, metric, Map.of("client-id", client));
        all.put(name, metric(name, value));
        return name;
    }

    private static MetricName name(String group, String metric, Map<String, String> tags) {
        return new MetricName(metric, group, "", tags);
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
