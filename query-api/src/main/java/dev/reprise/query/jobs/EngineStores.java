package dev.reprise.query.jobs;

import dev.reprise.query.partition.Unavailable;

/** The engine's partitions on this node. */
public interface EngineStores {
    /** Reads of a partition; whether it is here turns out when something is read. */
    EnginePartition partition(int partition);

    /** The stores of a node that has no processor role: none. */
    static EngineStores none() {
        return partition -> {
            throw Unavailable.partition(partition, "the node that was asked does not process jobs");
        };
    }
}
