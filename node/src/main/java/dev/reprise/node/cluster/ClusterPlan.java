package dev.reprise.node.cluster;

import java.nio.file.Path;
import java.util.List;

/**
 * What a local cluster is made of.
 *
 * @param folder for data and logs; a second start with the same plan finds them again
 * @param brokers 1 or more; three keep everything three times and can lose any one
 * @param nodes 1 or more
 * @param partitions of job-commands, when they are created
 * @param firstHttpPort of the first node, the others take those that follow; 0 for free ones
 * @param nodeOptions further options of all nodes: {@code --retention-ms}, {@code 60000}
 * @param brokerJvm options of the JVM of each broker
 * @param nodeJvm options of the JVM of each node, in which {name} stands for its name
 * @param ownDoors whether each node reaches the brokers through listeners of its own, at ports that something else opens
 */
public record ClusterPlan(
        Path folder,
        int brokers,
        int nodes,
        int partitions,
        int firstHttpPort,
        List<String> nodeOptions,
        List<String> brokerJvm,
        List<String> nodeJvm,
        boolean ownDoors) {
    public ClusterPlan {
        nodeOptions = List.copyOf(nodeOptions);
        brokerJvm = List.copyOf(brokerJvm);
        nodeJvm = List.copyOf(nodeJvm);
    }

    /** Small enough for one machine, on free ports. */
    public static ClusterPlan of(Path folder, int brokers, int nodes, int partitions) {
        return new ClusterPlan(
                folder, brokers, nodes, partitions, 0, List.of(), List.of("-Xmx384m"), List.of("-Xmx512m"), false);
    }

    public ClusterPlan withFirstHttpPort(int port) {
        return new ClusterPlan(folder, brokers, nodes, partitions, port, nodeOptions, brokerJvm, nodeJvm, ownDoors);
    }

    public ClusterPlan withNodeOptions(List<String> options) {
        return new ClusterPlan(
                folder, brokers, nodes, partitions, firstHttpPort, options, brokerJvm, nodeJvm, ownDoors);
    }

    public ClusterPlan withJvm(List<String> ofBrokers, List<String> ofNodes) {
        return new ClusterPlan(
                folder, brokers, nodes, partitions, firstHttpPort, nodeOptions, ofBrokers, ofNodes, ownDoors);
    }

    public ClusterPlan withOwnDoors() {
        return new ClusterPlan(
                folder, brokers, nodes, partitions, firstHttpPort, nodeOptions, brokerJvm, nodeJvm, true);
    }
}
