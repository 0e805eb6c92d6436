package dev.reprise.node.deploy;

import dev.reprise.node.config.ConfigSources;
import dev.reprise.node.config.InvalidConfigException;
import dev.reprise.node.config.Mode;
import dev.reprise.node.config.NodeConfig;
import dev.reprise.node.config.NodeOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The environment that a file gives to a node, read as the node reads it. */
final class NodeSettings {
    private static final String OURS = "REPRISE_";
    private static final List<String> PASSED_THROUGH = List.of("REPRISE_KAFKA_", "REPRISE_STREAMS_");

    private NodeSettings() {}

    /** Variables that no node knows, and values that it refuses. Some other file may have what is required. */
    static List<String> mistakes(Map<String, String> environment) {
        List<String> mistakes = new ArrayList<>();
        environment.keySet().stream()
                .filter(name -> name.startsWith(OURS) && !known(name))
                .forEach(name -> mistakes.add(name + ": there is no such option"));
        Map<String, String> read = new TreeMap<>(environment);
        // The file is there where the node runs, not here.
        read.remove(ConfigSources.FILE_VARIABLE);
        environment.keySet().stream().filter(NodeSettings::isFileOfASecret).forEach(read::remove);
        read.putIfAbsent("REPRISE_BOOTSTRAP_SERVERS", "kafka:9092");
        try {
            NodeConfig.read(Mode.CLUSTER, new ConfigSources(Map.of(), Map.of(), read, null));
        } catch (InvalidConfigException e) {
            mistakes.add(e.getMessage());
        }
        return mistakes;
    }

    /** {@code REPRISE_CLUSTER_SECRET_FILE}: any secret may come from a file. */
    private static boolean isFileOfASecret(String name) {
        return NodeOptions.of(Mode.CLUSTER).stream()
                .anyMatch(option -> option.secret() && (option.environmentName() + "_FILE").equals(name));
    }

    private static boolean known(String name) {
        return name.equals(ConfigSources.FILE_VARIABLE)
                || isFileOfASecret(name)
                || PASSED_THROUGH.stream().anyMatch(name::startsWith)
                || NodeOptions.of(Mode.CLUSTER).stream()
                        .anyMatch(option -> option.environmentName().equals(name));
    }
}
