package dev.reprise.query.partition;

import java.util.List;
import org.apache.kafka.streams.state.HostInfo;

/** Knows the place of each partition of one application. What it says may be out of date by a moment: whoever is asked checks. */
public interface Placement {
    /** Number of partitions, which never changes. */
    int partitions();

    /** Where one of them is. */
    Place of(int partition);

    /** Other nodes that keep a copy of it, which may be behind. */
    default List<HostInfo> copies(int partition) {
        return List.of();
    }
}
