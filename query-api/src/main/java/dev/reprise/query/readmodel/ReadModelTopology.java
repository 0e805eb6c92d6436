package dev.reprise.query.readmodel;

import static org.apache.kafka.common.config.TopicConfig.CLEANUP_POLICY_COMPACT;
import static org.apache.kafka.common.config.TopicConfig.CLEANUP_POLICY_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.DELETE_RETENTION_MS_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.MAX_MESSAGE_BYTES_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.SEGMENT_BYTES_CONFIG;

import dev.reprise.schemas.AvroWire;
import dev.reprise.schemas.TopicSettings;
import dev.reprise.schemas.Topics;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** The topology of the read model: events in, rows to ask for; one task for each partition. */
final class ReadModelTopology {
    /** Local state that is older than this would miss deletions, and show histories of jobs that are gone. */
    static final Duration DELETIONS_KEPT = Duration.ofDays(7);

    private static final int SEGMENT_BYTES = 128 << 20;

    private ReadModelTopology() {}

    /**
     * @param stores where rows lie, by the name of the store
     */
    static Topology build(
            Deserializer<SpecificRecord> deserializer,
            StreamsConfig config,
            Function<String, KeyValueBytesStoreSupplier> stores) {
        ByteArrayDeserializer in = new ByteArrayDeserializer();
        EventDecoder decoder = new EventDecoder(deserializer);
        AvroWire wire = new AvroWire();
        return new Topology(new TopologyConfig(config))
                .addSource(AutoOffsetReset.earliest(), ReadModelNames.SOURCE, in, in, Topics.JOB_EVENTS)
                .addProcessor(
                        ReadModelNames.FOLD,
                        new ProcessorSupplier<byte[], byte[], Void, Void>() {
                            @Override
                            public Processor<byte[], byte[], Void, Void> get() {
                                return new FoldEvents(decoder, wire);
                            }

                            @Override
                            public Set<StoreBuilder<?>> stores() {
                                return Set.of(
                                        store(ReadModelNames.HISTORY, stores).withCachingDisabled(),
                                        store(ReadModelNames.INCIDENTS, stores).withCachingDisabled(),
                                        store(ReadModelNames.HEADS, stores).withCachingDisabled(),
                                        // A few rows that every event changes: written once for each commit.
                                        store(ReadModelNames.COUNTS, stores).withCachingEnabled());
                            }
                        },
                        ReadModelNames.SOURCE);
    }

    private static StoreBuilder<KeyValueStore<Bytes, byte[]>> store(
            String name, Function<String, KeyValueBytesStoreSupplier> stores) {
        return Stores.keyValueStoreBuilder(stores.apply(name), Serdes.Bytes(), Serdes.ByteArray())
                .withLoggingEnabled(Map.of(
                        CLEANUP_POLICY_CONFIG,
                        CLEANUP_POLICY_COMPACT,
                        // An event that fitted into its topic fits into its history.
                        MAX_MESSAGE_BYTES_CONFIG,
                        Integer.toString(TopicSettings.MAX_RECORD_BYTES),
                        // The segment in use is never compacted; at the default of 1 GiB, restoring would read all of
                        // it.
                        SEGMENT_BYTES_CONFIG,
                        Integer.toString(SEGMENT_BYTES),
                        DELETE_RETENTION_MS_CONFIG,
                        Long.toString(DELETIONS_KEPT.toMillis())));
    }
}
