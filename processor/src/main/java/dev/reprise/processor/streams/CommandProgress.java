package dev.reprise.processor.streams;

import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.IntFunction;

/**
 * Progress of the tasks of this node, in memory. A task that has just begun has processed nothing itself, but its stores reflect all
 * that was committed before; since Kafka Streams does not say how far that is (in 4.3.1 {@code TaskMetadata.committedOffsets} is −1
 * until the first commit, which an idle partition may never see), the committed offset of the consumer group is asked for, and
 * only when someone wants to know.
 */
final class CommandProgress implements Progress {
    private static final long ABSENT = -2;
    private static final long BEGUN = -1;

    private final AtomicLongArray processed;
    private final IntFunction<OptionalLong> committed;

    /**
     * @param committed last processed offset of a partition by the committed offset of the consumer group
     */
    CommandProgress(int partitions, IntFunction<OptionalLong> committed) {
        processed = new AtomicLongArray(partitions);
        this.committed = committed;
        for (int i = 0; i < partitions; i++) {
            processed.set(i, ABSENT);
        }
    }

    @Override
    public OptionalLong processed(int partition) {
        if (partition < 0 || partition >= processed.length()) {
            return OptionalLong.empty();
        }
        long offset = processed.getAcquire(partition);
        if (offset == BEGUN) {
            return committed.apply(partition);
        }
        return offset == ABSENT ? OptionalLong.empty() : OptionalLong.of(offset);
    }

    void begun(int partition) {
        processed.setRelease(partition, BEGUN);
    }

    void processed(int partition, long offset) {
        processed.setRelease(partition, offset);
    }

    void ended(int partition) {
        processed.setRelease(partition, ABSENT);
    }
}
