package dev.reprise.query.readmodel;

import dev.reprise.processor.streams.LiveMetrics;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.streams.KafkaStreams;

/** How many records a consumer had still to fetch when it fetched last, by its own metrics. */
public final class ConsumerLag {
    private static final String GROUP = "consumer-fetch-manager-metrics";
    private static final String NAME = "records-lag";

    private ConsumerLag() {}

    /** The lag in one partition; empty if nothing has been fetched from it here. */
    public static OptionalLong of(KafkaStreams streams, String topic, int partition) {
        String wanted = Integer.toString(partition);
        for (Map.Entry<MetricName, Metric> entry : LiveMetrics.of(streams).entrySet()) {
            MetricName name = entry.getKey();
            if (name.name().equals(NAME)
                    && name.group().equals(GROUP)
                    && topic.equals(name.tags().get("topic"))
                    && wanted.equals(name.tags().get("partition"))
                    && entry.getValue().metricValue() instanceof Double lag
                    && !lag.isNaN()) {
                return OptionalLong.of(lag.longValue());
            }
        }
        return OptionalLong.empty();
    }
}
