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

/** The engine's settings, from the node's configuration. */
final class StreamsSetup {
    /**
     * A standalone node is always the same member of its group. Without a name it would be a new one after each restart, and wait
     * for the session of the old one to run out (45 s) before it gets its partitions.
     */
    private static final String STANDALONE_INSTANCE = "standalone";

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

    private static Map<String, String> overrides(NodeConfig config) {
        Map<String, String> all = new TreeMap<>();
        config.recordSettings().forEach((name, value) -> all.put(name, value.toString()));
        all.putAll(config.streamsSettings());
        return all;
    }
}
