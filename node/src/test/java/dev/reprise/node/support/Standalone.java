package dev.reprise.node.support;

import dev.reprise.node.Node;
import dev.reprise.node.config.ConfigSources;
import dev.reprise.node.config.Mode;
import dev.reprise.node.config.NodeConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Standalone nodes in this JVM, on free ports. */
public final class Standalone {
    private static final Duration READY_WITHIN = Duration.ofSeconds(90);

    private Standalone() {}

    /** Starts one with its data in this folder, and waits until it serves. Further options come as name and value in turn. */
    public static Node start(Path dataDirectory, String... options) {
        Node node = begin(dataDirectory, options);
        try {
            node.awaitReady(READY_WITHIN);
            return node;
        } catch (RuntimeException | Error e) {
            // Left running, its broker would end this JVM as soon as its folder is deleted.
            node.close();
            throw e;
        }
    }

    /** The same, but does not wait. */
    public static Node begin(Path dataDirectory, String... options) {
        Map<String, String> flags = new HashMap<>(
                Map.of("http-port", "0", "kafka-port", "0", "data-dir", dataDirectory.toString(), "partitions", "2"));
        for (int i = 0; i < options.length; i += 2) {
            flags.put(options[i], options[i + 1]);
        }
        return Node.start(NodeConfig.read(Mode.STANDALONE, ConfigSources.ofFlags(flags)));
    }
}
