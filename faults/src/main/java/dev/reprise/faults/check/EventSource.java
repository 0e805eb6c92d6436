package dev.reprise.faults.check;

import java.util.function.Consumer;

/** The two topics that say what was decided, each partition from its beginning, committed records only. */
public interface EventSource {
    /** How many partitions each of them has. */
    int partitions();

    /** Reads a partition of {@code job-events} in the order of offsets. */
    void events(int partition, Consumer<Logged> reader);

    /** Reads a partition of {@code job-rejections} in the order of offsets. */
    void rejections(int partition, Consumer<Logged> reader);
}
