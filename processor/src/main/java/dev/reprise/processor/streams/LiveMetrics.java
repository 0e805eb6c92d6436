package dev.reprise.processor.streams;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.ThreadMetadata;

/**
 * The metrics of Kafka Streams without those that nobody keeps up to date any more.
 *
 * <p>{@link KafkaStreams#metrics} also has those of the clients of threads that have died, as they were then, until a thread after the
 * next one dies (4.3): a lag that never falls, and alerts that never end. And a consumer of copies that has none left is not asked for
 * records any more, so that it goes on telling what the last ones lacked.
 */
public final class LiveMetrics {
    /** A consumer of copies that has some is polled ten times a second, and no batch that it restores takes as long. */
    private static final double LONG_AGO_SECONDS = 30;

    private static final String CLIENT = "client-id";
    private static final Pattern OF_THREAD = Pattern.compile("(.+)-(?:StreamThread|StateUpdater)-(\\d+)(?:-.+)?");
    private static final String OF_COPIES = "-restore-consumer";
    private static final String LAG_GROUP = "consumer-fetch-manager-metrics";

    private LiveMetrics() {}

    /** Those of all threads and clients that there are. */
    public static Map<MetricName, Metric> of(KafkaStreams streams) {
        Map<MetricName, ? extends Metric> all = streams.metrics();
        Set<String> threads = streams.metadataForLocalThreads().stream()
                .map(ThreadMetadata::threadName)
                .collect(Collectors.toSet());
        return of(all, threads);
    }

    /**
     * Those that are kept up to date.
     *
     * @param threads names of the stream threads that live
     */
    static Map<MetricName, Metric> of(Map<MetricName, ? extends Metric> all, Collection<String> threads) {
        Set<String> unused = all.entrySet().stream()
                .filter(entry -> wasPolledLongAgo(entry.getKey(), entry.getValue()))
                .map(entry -> entry.getKey().tags().get(CLIENT))
                .collect(Collectors.toSet());
        Map<MetricName, Metric> live = new LinkedHashMap<>();
        all.forEach((name, metric) -> {
            if (isOfLiving(name, threads)
                    && !(name.group().equals(LAG_GROUP)
                            && unused.contains(name.tags().get(CLIENT)))) {
                live.put(name, metric);
            }
        });
        return live;
    }

    private static boolean wasPolledLongAgo(MetricName name, Metric metric) {
        return name.name().equals("last-poll-seconds-ago")
                && name.tags().getOrDefault(CLIENT, "").endsWith(OF_COPIES)
                && metric.metricValue() instanceof Number seconds
                && seconds.doubleValue() > LONG_AGO_SECONDS;
    }

    private static boolean isOfLiving(MetricName name, Collection<String> threads) {
        return Stream.of(CLIENT, "thread-id")
                .map(tag -> OF_THREAD.matcher(name.tags().getOrDefault(tag, "")))
                .filter(Matcher::matches)
                .allMatch(owner -> threads.contains(owner.group(1) + "-StreamThread-" + owner.group(2)));
    }
}
