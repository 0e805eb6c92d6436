package dev.reprise.query.jobs;

import dev.reprise.query.partition.Unavailable;
import java.util.concurrent.CompletableFuture;

/** The engine's partitions on this node. */
public interface EngineStores {
    /** Reads of a partition; whether it is here turns out when something is read. */
    EnginePartition partition(int partition);

    /** Whether a copy of the partition is here, behind or not. */
    default boolean hasCopy(int partition) {
        return false;
    }

    /** Reads of that copy. */
    default EnginePartition copy(int partition) {
        return partition(partition);
    }

    /** How far behind that copy may be: what is read from it afterwards is no older. Never fails. */
    default CompletableFuture<Staleness> staleness(int partition) {
        return CompletableFuture.completedFuture(Staleness.unknown(partition));
    }

    /** The stores of a node that has no processor role: none. */
    static EngineStores none() {
        return partition -> {
            throw Unavailable.partition(partition, "the node that was asked does not process jobs");
        };
    }
}
