package dev.reprise.query.readmodel;

import dev.reprise.query.partition.Unavailable;

/** The read model's partitions on this node. */
public interface ReadModelStores {
    /** Reads of a partition; whether it is here turns out when something is read. */
    ReadModelPartition partition(int partition);

    /** Throws a 503 {@link dev.reprise.query.http.ProblemException} that says why if the read model of this node has stopped for good. */
    default void requireRunning() {}

    /** The stores of a node that has no query role: none. */
    static ReadModelStores none() {
        return partition -> {
            throw Unavailable.partition(partition, "the node that was asked has no read model");
        };
    }
}
