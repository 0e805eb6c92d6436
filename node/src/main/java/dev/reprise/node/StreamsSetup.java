package dev.reprise.node;

import dev.reprise.node.config.Mode;
import dev.reprise.node.config.NodeConfig;
import dev.reprise.node.config.NodeOptions;
import dev.reprise.processor.engine.EngineSettings;
import dev.reprise.processor.streams.DueSettings;
import dev.reprise.processor.streams.ProcessorSettings;
import dev.reprise.processor.streams.StreamsSettings;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/** The engine's settings, from the node's configuration. */
final class StreamsSetup {
    /**
     * A standalone node is always the same member of its group. Without a name it would be a new one after each restart, and wait
     * for the session of the old one to run out (45 s) before it gets its partitions.
     */
    private static final String STANDALONE_INSTANCE = "standalone";

    private static final String RACK_TAG = "rack";
    private static final int MOST_HEARTBEAT_MILLIS = 300;
    private static final String PROBING_MILLIS = "60000";

    private StreamsSetup() {}

    static StreamsSettings of(Surroundings node) {
        NodeConfig config = node.config();
        boolean standalone = config.mode() == Mode.STANDALONE;
        String instanceId = standalone
                ? STANDALONE_INSTANCE
                : config.optionalText(NodeOptions.INSTANCE_ID).orElse(null);
        return new StreamsSettings(
                node.kafka().bootstrapServers(),
                node.data().streams(),
                node.address(),
                instanceId,
                config.commitInterval(),
                config.number(NodeOptions.STREAM_THREADS),
                standalone ? 0 : config.number(NodeOptions.STANDBY_REPLICAS),
                new ProcessorSettings(node.partitions(), engine(config, node.data()), due(config)),
                StreamsSettings.ROCKS_DB_MEMORY,
                overrides(config));
    }

    private static EngineSettings engine(NodeConfig config, DataDirectory data) {
        return new EngineSettings(
                config.millis(NodeOptions.RETENTION_MS).toMillis(), TaskTokenSecrets.signer(config, data));
    }

    private static DueSettings due(NodeConfig config) {
        return new DueSettings(
                config.millis(NodeOptions.TICK_MS),
                config.number(NodeOptions.DUE_BUDGET),
                config.millis(NodeOptions.DUE_BUDGET_MS));
    }

    /** What differs from the settings of {@link dev.reprise.processor.streams.StreamsSettings} by default. */
    static Map<String, String> overrides(NodeConfig config) {
        Map<String, String> all = new TreeMap<>();
        config.recordSettings().forEach((name, value) -> all.put(name, value.toString()));
        if (config.mode() == Mode.CLUSTER) {
            takeOver(all, config.number(NodeOptions.SESSION_TIMEOUT_MS));
            config.optionalText(NodeOptions.RACK).ifPresent(rack -> rack(all, rack));
        }
        all.putAll(config.streamsSettings());
        return all;
    }

    /** How soon the others notice that a node is gone, and go on in its place. */
    private static void takeOver(Map<String, String> all, int sessionTimeout) {
        String timeout = Integer.toString(sessionTimeout);
        all.put(StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), timeout);
        // Members learn of a rebalance by their heartbeat, and none of them commits until all have joined: the sooner,
        // the
        // shorter everybody waits. Kafka advises a third of the session at most.
        all.put(
                StreamsConfig.consumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG),
                Integer.toString(Math.min(MOST_HEARTBEAT_MILLIS, sessionTimeout / 3)));
        // The open transaction of a node that was killed hides what others write to the same partitions until it is
        // aborted: no
        // longer than until others take over. (Kafka Streams' default is 10 s; a commit takes milliseconds.)
        all.put(StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG), timeout);
        // What a node would have to restore more of it does not get yet, but a copy of: its partitions would stand
        // still for as long.
        // Kafka's default is 10,000 rows.
        all.put(StreamsConfig.ACCEPTABLE_RECOVERY_LAG_CONFIG, "1000");
        // A node that comes back gets its share when it has caught up; whether it has is looked at this often. Kafka's
        // default is 10
        // minutes.
        all.put(StreamsConfig.PROBING_REBALANCE_INTERVAL_MS_CONFIG, PROBING_MILLIS);
    }

    private static void rack(Map<String, String> all, String rack) {
        all.put(StreamsConfig.clientTagPrefix(RACK_TAG), rack);
        all.put(StreamsConfig.RACK_AWARE_ASSIGNMENT_TAGS_CONFIG, RACK_TAG);
        all.put(StreamsConfig.consumerPrefix(ConsumerConfig.CLIENT_RACK_CONFIG), rack);
    }
}
