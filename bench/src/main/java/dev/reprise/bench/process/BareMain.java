package dev.reprise.bench.process;

import static org.apache.kafka.streams.StreamsConfig.APPLICATION_ID_CONFIG;
import static org.apache.kafka.streams.StreamsConfig.BOOTSTRAP_SERVERS_CONFIG;
import static org.apache.kafka.streams.StreamsConfig.COMMIT_INTERVAL_MS_CONFIG;
import static org.apache.kafka.streams.StreamsConfig.EXACTLY_ONCE_V2;
import static org.apache.kafka.streams.StreamsConfig.NUM_STREAM_THREADS_CONFIG;
import static org.apache.kafka.streams.StreamsConfig.POLL_MS_CONFIG;
import static org.apache.kafka.streams.StreamsConfig.PROCESSING_GUARANTEE_CONFIG;
import static org.apache.kafka.streams.StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG;
import static org.apache.kafka.streams.StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG;
import static org.apache.kafka.streams.StreamsConfig.STATE_DIR_CONFIG;
import static org.apache.kafka.streams.StreamsConfig.producerPrefix;

import dev.reprise.processor.streams.RocksDbSettings;
import java.io.IOException;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

/**
 * The yardstick: the least that a stateful topology does, which is one get, one put and one record out for each record in, with the
 * engine's settings. Arguments: address of the broker, folder for state, commit interval in milliseconds, and {@code same} or
 * {@code default} for RocksDB's settings.
 */
public final class BareMain {
    /** Input of the yardstick. */
    public static final String IN = "bare-in";

    /** Its output. */
    public static final String OUT = "bare-out";

    private static final String STORE = "bare";

    private BareMain() {}

    public static void main(String[] args) throws IOException {
        ChildConsole.claim();
        try (KafkaStreams streams = new KafkaStreams(topology(), properties(args))) {
            streams.start();
            StreamsVerbs.serve(streams, Map.of());
        }
        Runtime.getRuntime().exit(0);
    }

    private static Topology topology() {
        ByteArrayDeserializer in = new ByteArrayDeserializer();
        ByteArraySerializer out = new ByteArraySerializer();
        return new Topology()
                .addSource(AutoOffsetReset.earliest(), "in", in, in, IN)
                .addProcessor("bare", GetPutForward::new, "in")
                .addStateStore(
                        Stores.keyValueStoreBuilder(
                                        Stores.persistentKeyValueStore(STORE), Serdes.Bytes(), Serdes.ByteArray())
                                .withCachingDisabled()
                                .withLoggingEnabled(Map.of()),
                        "bare")
                .addSink("out", OUT, out, out, "bare");
    }

    /** As the engine's, see StreamsProperties in the processor. */
    private static Properties properties(String[] args) {
        Properties all = new Properties();
        all.put(APPLICATION_ID_CONFIG, "bench-bare");
        all.put(BOOTSTRAP_SERVERS_CONFIG, args[0]);
        all.put(STATE_DIR_CONFIG, args[1]);
        all.put(COMMIT_INTERVAL_MS_CONFIG, args[2]);
        all.put(NUM_STREAM_THREADS_CONFIG, 1);
        all.put(PROCESSING_GUARANTEE_CONFIG, EXACTLY_ONCE_V2);
        all.put(POLL_MS_CONFIG, 10);
        all.put(STATESTORE_CACHE_MAX_BYTES_CONFIG, 0L);
        all.put(producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), 128 << 10);
        if (args[3].equals("same")) {
            all.put(ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, RocksDbSettings.class);
        }
        return all;
    }

    private static final class GetPutForward implements Processor<byte[], byte[], byte[], byte[]> {
        @SuppressWarnings("NullAway.Init")
        private ProcessorContext<byte[], byte[]> context;

        @SuppressWarnings("NullAway.Init")
        private KeyValueStore<Bytes, byte[]> store;

        @Override
        public void init(ProcessorContext<byte[], byte[]> taskContext) {
            context = taskContext;
            store = taskContext.getStateStore(STORE);
        }

        @Override
        public void process(Record<byte[], byte[]> record) {
            Bytes key = Bytes.wrap(record.key());
            byte[] before = store.get(key);
            byte[] after = record.value().clone();
            after[1] = before == null ? 0 : (byte) (before[1] + 1); // so that the value read is of use
            store.put(key, after);
            context.forward(record.withValue(after));
        }
    }
}
