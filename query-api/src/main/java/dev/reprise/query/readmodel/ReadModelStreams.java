package dev.reprise.query.readmodel;

import static org.apache.kafka.clients.CommonClientConfigs.GROUP_INSTANCE_ID_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.MAX_REQUEST_SIZE_CONFIG;
import static org.apache.kafka.streams.CloseOptions.GroupMembershipOperation.LEAVE_GROUP;
import static org.apache.kafka.streams.StreamsConfig.APPLICATION_ID_CONFIG;
import static org.apache.kafka.streams.StreamsConfig.APPLICATION_SERVER_CONFIG;
import static org.apache.kafka.streams.StreamsConfig.BOOTSTRAP_SERVERS_CONFIG;
import static org.apache.kafka.streams.StreamsConfig.COMMIT_INTERVAL_MS_CONFIG;
import static org.apache.kafka.streams.StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG;
import static org.apache.kafka.streams.StreamsConfig.EXACTLY_ONCE_V2;
import static org.apache.kafka.streams.StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG;
import static org.apache.kafka.streams.StreamsConfig.NUM_STREAM_THREADS_CONFIG;
import static org.apache.kafka.streams.StreamsConfig.PROCESSING_GUARANTEE_CONFIG;
import static org.apache.kafka.streams.StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG;
import static org.apache.kafka.streams.StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG;
import static org.apache.kafka.streams.StreamsConfig.STATE_DIR_CONFIG;
import static org.apache.kafka.streams.StreamsConfig.producerPrefix;

import dev.reprise.processor.streams.RocksDbSettings;
import dev.reprise.processor.streams.StreamsSettings;
import dev.reprise.schemas.RecordSerdes;
import dev.reprise.schemas.TopicSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.state.Stores;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The read model at work on a Kafka cluster: one instance for each node with the query role, as an application of its own with its
 * own threads, so that whatever happens to it does not touch the engine. The event topic must be there before it starts.
 */
public final class ReadModelStreams implements AutoCloseable {
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(20);

    /** Histories are read by people: a commit ten times a second is often enough, and costs the broker little. */
    private static final long COMMIT_INTERVAL_MS = 100;

    /** For the counts alone, which are a few rows. */
    private static final long CACHE_BYTES = 4L << 20;

    /** Well within the time that deletions stay in the changelogs. */
    private static final Duration OLDEST_STATE = ReadModelTopology.DELETIONS_KEPT.dividedBy(2);

    private static final Logger LOG = LoggerFactory.getLogger(ReadModelStreams.class);

    private final Path folder;
    private final RecordSerdes serdes;
    private final ReadModelFaults faults = new ReadModelFaults(System::nanoTime);
    private final KafkaStreams streams;

    /**
     * @param settings those of the engine of this node; what only the engine has (threads, commit interval) is not looked at
     */
    public ReadModelStreams(StreamsSettings settings) {
        Map<String, Object> properties = properties(settings);
        StreamsConfig config = new StreamsConfig(properties);
        folder = Path.of(config.getString(STATE_DIR_CONFIG), ReadModelNames.APPLICATION_ID);
        serdes = RecordSerdes.from(properties);
        streams = new KafkaStreams(
                ReadModelTopology.build(serdes.deserializer(), config, Stores::persistentKeyValueStore), config);
        streams.setUncaughtExceptionHandler(faults);
    }

    /** Starts it. Local state so old that its changelog may have forgotten deletions is thrown away and restored in full. */
    public void start() {
        if (OldState.isOlder(folder, OLDEST_STATE, Instant.now())) {
            LOG.warn(
                    "Local state of the read model in {} is older than {}; it is restored from the brokers",
                    folder,
                    OLDEST_STATE);
            streams.cleanUp();
        }
        streams.start();
    }

    /** For state, metadata and metrics. Stores are read through {@link #stores}. */
    public KafkaStreams kafkaStreams() {
        return streams;
    }

    public ReadModelStores stores() {
        return new ReadModelReads(new StreamsSource(streams), faults::stoppedBecause);
    }

    /** Why it has stopped for good, as a sentence; empty if it has not. */
    public Optional<String> stoppedBecause() {
        return faults.stoppedBecause();
    }

    /** Commits, leaves local state in good order, and hands its partitions over to other nodes. Waits for at most 20 s. */
    @Override
    public void close() {
        streams.close(CloseOptions.timeout(CLOSE_PATIENCE).withGroupMembershipOperation(LEAVE_GROUP));
        serdes.close();
    }

    static Map<String, Object> properties(StreamsSettings settings) {
        Map<String, Object> all = new HashMap<>();
        all.put(BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers());
        all.put(STATE_DIR_CONFIG, settings.stateDir().toString());
        all.put(NUM_STREAM_THREADS_CONFIG, 1);
        all.put(NUM_STANDBY_REPLICAS_CONFIG, settings.standbys());
        all.put(COMMIT_INTERVAL_MS_CONFIG, COMMIT_INTERVAL_MS);
        all.put(STATESTORE_CACHE_MAX_BYTES_CONFIG, CACHE_BYTES);
        // One bound of native memory for all stores of the process.
        all.put(ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, RocksDbSettings.class);
        all.put("reprise.rocksdb.memory.bytes", settings.rocksDbMemory());
        all.put(producerPrefix(MAX_REQUEST_SIZE_CONFIG), TopicSettings.MAX_RECORD_BYTES);
        if (settings.server() != null) {
            all.put(APPLICATION_SERVER_CONFIG, settings.server());
        }
        if (settings.instanceId() != null) {
            all.put(GROUP_INSTANCE_ID_CONFIG, settings.instanceId());
        }
        all.putAll(settings.overrides());
        // Not to be overridden: with any other name it would be the engine, and with any other guarantee counts would
        // go wrong.
        all.put(APPLICATION_ID_CONFIG, ReadModelNames.APPLICATION_ID);
        all.put(PROCESSING_GUARANTEE_CONFIG, EXACTLY_ONCE_V2);
        all.put(ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        return all;
    }
}
