package dev.reprise.node;

import dev.reprise.node.config.NodeConfig;
import dev.reprise.node.metrics.NodeMetrics;
import java.util.function.Consumer;

/**
 * What the parts of a node find when they are made.
 *
 * @param address {@code host:port} at which other nodes reach this one
 * @param partitions of job-commands
 * @param security who may call, and how other nodes are called
 * @param onFault told of a fault after which the node cannot go on; from any thread, more than once perhaps
 */
record Surroundings(
        NodeConfig config,
        KafkaAccess kafka,
        DataDirectory data,
        String address,
        int partitions,
        NodeMetrics metrics,
        Security security,
        Consumer<Throwable> onFault) {}
