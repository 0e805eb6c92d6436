package dev.reprise.processor.streams;

import static org.apache.kafka.clients.CommonClientConfigs.GROUP_INSTANCE_ID_CONFIG;
import static org.apache.kafka.clients.CommonClientConfigs.SESSION_TIMEOUT_MS_CONFIG;
import static org.apache.kafka.clients.consumer.ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG;
import static org.apache.kafka.clients.consumer.ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG;
import static org.apache.kafka.clients.consumer.ConsumerConfig.MAX_POLL_RECORDS_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.BATCH_SIZE_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.MAX_REQUEST_SIZE_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.RETRY_BACKOFF_MS_CONFIG;
import static org.apache.kafka.streams.StreamsConfig.APPLICATION_ID_CONFIG;
import static org.apache.kafka.streams.StreamsConfig.APPLICATION_SERVER_CONFIG;
import static org.apache.kafka.streams.StreamsConfig.BOOTSTRAP_SERVERS_CONFIG;
import static org.apache.kafka.streams.StreamsConfig.COMMIT_INTERVAL_MS_CONFIG;
import static org.apache.kafka.streams.StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG;
import static org.apache.kafka.streams.StreamsConfig.EXACTLY_ONCE_V2;
import static org.apache.kafka.streams.StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG;
import static org.apache.kafka.streams.StreamsConfig.NUM_STREAM_THREADS_CONFIG;
import static org.apache.kafka.streams.StreamsConfig.POLL_MS_CONFIG;
import static org.apache.kafka.streams.StreamsConfig.PROCESSING_GUARANTEE_CONFIG;
import static org.apache.kafka.streams.StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG;
import static org.apache.kafka.streams.StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG;
import static org.apache.kafka.streams.StreamsConfig.STATE_DIR_CONFIG;
import static org.apache.kafka.streams.StreamsConfig.consumerPrefix;
import static org.apache.kafka.streams.StreamsConfig.mainConsumerPrefix;
import static org.apache.kafka.streams.StreamsConfig.producerPrefix;

import dev.reprise.schemas.TopicSettings;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.streams.StreamsConfig;

/** Kafka Streams' own settings, each with its reason. */
final class StreamsProperties {
    private static final long BACKSTOP_MILLIS = 1_000;

    private StreamsProperties() {}

    static StreamsConfig config(StreamsSettings settings) {
        return new StreamsConfig(of(settings));
    }

    static Map<String, Object> of(StreamsSettings settings) {
        Map<String, Object> all = new HashMap<>();
        all.put(APPLICATION_ID_CONFIG, StoreNames.APPLICATION_ID);
        all.put(BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers());
        all.put(STATE_DIR_CONFIG, settings.stateDir().toString());
        all.put(NUM_STREAM_THREADS_CONFIG, settings.threads());
        all.put(NUM_STANDBY_REPLICAS_CONFIG, settings.standbys());
        // Command, rows, events and answer are one transaction. Without it, a crash would decide commands twice.
        all.put(PROCESSING_GUARANTEE_CONFIG, EXACTLY_ONCE_V2);
        // A backstop: CommitPace says when to commit, and knows how long commits take.
        all.put(
                COMMIT_INTERVAL_MS_CONFIG,
                Math.max(BACKSTOP_MILLIS, settings.commitInterval().toMillis()));
        // The next transaction begins while the markers of the last one are still being written, more often so with
        // replicas; the
        // broker then asks to try again. Kafka's default is 100 ms, ten times as long as it takes.
        all.put(producerPrefix(RETRY_BACKOFF_MS_CONFIG), 20);
        // An idle thread sleeps in poll, and while it does, nothing falls due: no longer than the tick is meant to be.
        all.put(POLL_MS_CONFIG, Math.min(10, settings.processor().due().tick().toMillis()));
        // Measured: the record cache halves throughput.
        all.put(STATESTORE_CACHE_MAX_BYTES_CONFIG, 0L);
        // A name that Kafka Streams makes up changes with the topology, and then state is lost.
        all.put(ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        // What goes wrong in the global thread is handled as anywhere else. To be Kafka's default in 5.0; it warns
        // without.
        all.put("processing.exception.handler.global.enabled", true);
        all.put(ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, RocksDbSettings.class);
        all.put(RocksDbSettings.MEMORY, settings.rocksDbMemory());
        // For restoring. Kafka's default is 1 MiB.
        all.put(consumerPrefix(MAX_PARTITION_FETCH_BYTES_CONFIG), 256 << 10);
        // A thread with several partitions works off what it has fetched of one before it turns to the next. After a
        // takeover all of them have commands waiting: in small portions, so that none waits for all of another.
        all.put(mainConsumerPrefix(MAX_PARTITION_FETCH_BYTES_CONFIG), 64 << 10);
        // All that was polled is worked off before the thread polls again. Only then does it join a rebalance, for
        // which
        // the others stand still, or stop. Kafka Streams' default is 1,000; a fifth of it costs no throughput
        // (docs/performance.md).
        all.put(mainConsumerPrefix(MAX_POLL_RECORDS_CONFIG), 200);
        // Counts what is polled, so that a command that comes alone is committed at once.
        all.put(mainConsumerPrefix(INTERCEPTOR_CLASSES_CONFIG), PolledCommands.class.getName());
        // What follows from a command that was taken always fits.
        all.put(producerPrefix(MAX_REQUEST_SIZE_CONFIG), TopicSettings.MAX_RECORD_BYTES);
        // A transaction writes to ten topics or so; larger batches, fewer requests. Kafka's default is 16 KiB.
        all.put(producerPrefix(BATCH_SIZE_CONFIG), 128 << 10);
        if (settings.server() != null) {
            all.put(APPLICATION_SERVER_CONFIG, settings.server());
        }
        // Static membership: a node that comes back takes its place at once. Without, a restart waits until the group
        // has given up
        // on the member that was, up to the session timeout (measured: 41 s).
        all.put(
                GROUP_INSTANCE_ID_CONFIG,
                settings.instanceId() == null ? InstanceId.of(settings.stateDir()) : settings.instanceId());
        // How long the partitions of a node that died wait for it, before others take them over. Kafka's default is 45
        // s.
        all.put(consumerPrefix(SESSION_TIMEOUT_MS_CONFIG), 15_000);
        all.putAll(settings.overrides());
        return all;
    }
}
