package dev.reprise.processor.streams;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the engine runs on Kafka Streams.
 *
 * @param bootstrapServers addresses of brokers, {@code host:port,…}
 * @param stateDir folder for local state; of one node only
 * @param server {@code host:port} under which other nodes reach this one's HTTP server; null if there are no others
 * @param instanceId name of this node in the consumer group, unique in the cluster, that survives its restarts; null for one that is
 *     made up once and kept in {@code stateDir}
 * @param commitInterval time between commits: half of it is the least latency of an answer. 10 ms with a gateway, else 100 ms
 * @param threads stream threads, 1 or more; more than partitions are idle
 * @param standbys copies of each partition's local state on other nodes, 0 or more
 * @param processor what the topology is told
 * @param rocksDbMemory bytes of native memory for all stores of the process
 * @param overrides settings by Kafka's names for streams, clients and serdes; they win over everything else here
 */
public record StreamsSettings(
        String bootstrapServers,
        Path stateDir,
        @Nullable String server,
        @Nullable String instanceId,
        Duration commitInterval,
        int threads,
        int standbys,
        ProcessorSettings processor,
        long rocksDbMemory,
        Map<String, String> overrides) {
    public static final Duration COMMIT_INTERVAL_WITH_GATEWAY = Duration.ofMillis(10);
    public static final Duration COMMIT_INTERVAL_ALONE = Duration.ofMillis(100);
    public static final long ROCKS_DB_MEMORY = 192L << 20;

    public StreamsSettings {
        overrides = Map.copyOf(overrides);
    }

    /** One thread, no standbys, defaults for the rest. */
    public static StreamsSettings of(String bootstrapServers, Path stateDir, int partitions) {
        return new StreamsSettings(
                bootstrapServers,
                stateDir,
                null,
                null,
                COMMIT_INTERVAL_WITH_GATEWAY,
                1,
                0,
                ProcessorSettings.of(partitions),
                ROCKS_DB_MEMORY,
                Map.of());
    }

    public StreamsSettings withServer(@Nullable String hostAndPort) {
        return new StreamsSettings(
                bootstrapServers,
                stateDir,
                hostAndPort,
                instanceId,
                commitInterval,
                threads,
                standbys,
                processor,
                rocksDbMemory,
                overrides);
    }

    public StreamsSettings withProcessor(ProcessorSettings settings) {
        return new StreamsSettings(
                bootstrapServers,
                stateDir,
                server,
                instanceId,
                commitInterval,
                threads,
                standbys,
                settings,
                rocksDbMemory,
                overrides);
    }

    public StreamsSettings withOverrides(Map<String, String> settings) {
        return new StreamsSettings(
                bootstrapServers,
                stateDir,
                server,
                instanceId,
                commitInterval,
                threads,
                standbys,
                processor,
                rocksDbMemory,
                settings);
    }
}
