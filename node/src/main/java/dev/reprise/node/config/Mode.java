package dev.reprise.node.config;

/** How a node is run. */
public enum Mode {
    /** With a Kafka broker of its own in the process. */
    STANDALONE,
    /** Against a Kafka cluster that is already there. */
    CLUSTER
}
