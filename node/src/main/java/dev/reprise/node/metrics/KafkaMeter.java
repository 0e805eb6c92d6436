package dev.reprise.node.metrics;

import java.util.List;

/** The few of Kafka's own hundreds of metrics that tell how a node is doing. */
public enum KafkaMeter {
    THREAD_PROCESSED(
            "stream-thread-metrics", "process-total", "Records that a stream thread has processed.", "thread-id"),
    THREAD_COMMITS("stream-thread-metrics", "commit-total", "Commits of a stream thread.", "thread-id"),
    COMMIT_LATENCY_AVG(
            "stream-thread-metrics", "commit-latency-avg", "Average time of a commit in milliseconds.", "thread-id"),
    COMMIT_LATENCY_MAX(
            "stream-thread-metrics", "commit-latency-max", "Longest time of a commit in milliseconds.", "thread-id"),
    PUNCTUATE_LATENCY_MAX(
            "stream-thread-metrics",
            "punctuate-latency-max",
            "Longest look at the due index in milliseconds.",
            "thread-id"),
    PROCESS_RATIO(
            "stream-thread-metrics",
            "process-ratio",
            "Share of a thread's time that went into deciding commands.",
            "thread-id"),
    COMMIT_RATIO(
            "stream-thread-metrics", "commit-ratio", "Share of a thread's time that went into commits.", "thread-id"),
    FAILED_THREADS(
            "stream-metrics", "failed-stream-threads", "Stream threads that have died since the start.", "client-id"),
    LAG(
            "consumer-fetch-manager-metrics",
            "records-lag",
            "Records that are appended to a partition, but not yet fetched.",
            "client-id",
            "topic",
            "partition"),
    LAST_POLL(
            "consumer-metrics",
            "last-poll-seconds-ago",
            "Seconds since a consumer last asked for records.",
            "client-id"),
    REBALANCES(
            "consumer-coordinator-metrics", "rebalance-total", "Rebalances that a consumer went through.", "client-id"),
    REBALANCE_LATENCY_MAX(
            "consumer-coordinator-metrics", "rebalance-latency-max", "Longest rebalance in milliseconds.", "client-id"),
    SEND_ERRORS("producer-metrics", "record-error-total", "Records that a producer could not send.", "client-id"),
    REQUEST_LATENCY_MAX(
            "producer-metrics",
            "request-latency-max",
            "Longest time of a produce request in milliseconds.",
            "client-id"),
    BUFFER_AVAILABLE(
            "producer-metrics",
            "buffer-available-bytes",
            "Bytes free in a producer's buffer; 0 blocks it.",
            "client-id"),
    STORE_KEYS(
            "stream-state-metrics",
            "estimate-num-keys",
            "Rows in a state store, as RocksDB estimates.",
            "task-id",
            "rocksdb-state-id"),
    STORE_BYTES(
            "stream-state-metrics",
            "total-sst-files-size",
            "Bytes of a state store on disk.",
            "task-id",
            "rocksdb-state-id");

    private final String group;
    private final String kafkaName;
    private final String help;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<String> tags;

    KafkaMeter(String group, String kafkaName, String help, String... tags) {
        this.group = group;
        this.kafkaName = kafkaName;
        this.help = help;
        this.tags = List.of(tags);
    }

    String group() {
        return group;
    }

    String kafkaName() {
        return kafkaName;
    }

    String help() {
        return help;
    }

    List<String> tags() {
        return tags;
    }

    boolean isCounter() {
        return kafkaName.endsWith("-total");
    }

    /** Name without the {@code _total} that Prometheus gives counters. */
    String baseName() {
        String name = "kafka_" + group.replaceAll("-metrics$", "") + "_" + kafkaName.replaceAll("-total$", "");
        return name.replace('-', '_');
    }

    String prometheusName() {
        return isCounter() ? baseName() + "_total" : baseName();
    }

    static String label(String tag) {
        return tag.replace('-', '_');
    }
}
