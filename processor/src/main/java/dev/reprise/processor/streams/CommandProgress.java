package dev.reprise.processor.streams;

import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.IntFunction;

/**
 * Progress of the tasks of this node, in memory. A task that has just begun has processed nothing itself, but its stores reflect all
 * that was committed before; since Kafka Streams does not say how far that is (in 4.3.1 {@code TaskMetadata.committedOffsets} is −1
 * until the first commit, which an idle partition may never see), the committed offset of the consumer group is asked for, and
 * only when someone wants to know.
 *
 * <p>What brokers say is not believed before a commit of this task proves it: a task that has lost its partition and does not know it yet would
 * take its successor's commits for its own, and show stores that lack them (found by the fault harness, decision 103). A commit is refused to
 * whoever has been replaced; so if one that begins after the question succeeds, nobody else has committed since the task began.
 */
final class CommandProgress implements Progress {
    private static final long ABSENT = -2;
    private static final long BEGUN = -1;
    private static final long NONE = -1;

    private final AtomicLongArray processed;
    private final AtomicLongArray claimed;
    private final AtomicLongArray proven;
    private final IntFunction<OptionalLong> committed;

    /**
     * @param committed last processed offset of a partition by the committed offset of the consumer group
     */
    CommandProgress(int partitions, IntFunction<OptionalLong> committed) {
        processed = new AtomicLongArray(partitions);
        claimed = new AtomicLongArray(partitions);
        proven = new AtomicLongArray(partitions);
        this.committed = committed;
        for (int i = 0; i < partitions; i++) {
            processed.set(i, ABSENT);
            claimed.set(i, NONE);
            proven.set(i, NONE);
        }
    }

    @Override
    public OptionalLong processed(int partition) {
        if (partition < 0 || partition >= processed.length()) {
            return OptionalLong.empty();
        }
        long offset = processed.getAcquire(partition);
        if (offset == BEGUN) {
            committed.apply(partition).ifPresent(claim -> claimed.setRelease(partition, claim));
            offset = proven.getAcquire(partition);
        }
        return offset < 0 ? OptionalLong.empty() : OptionalLong.of(offset);
    }

    /** What brokers have said and no commit has proven yet; empty if nobody asked, or nobody needs it any more. */
    OptionalLong unproven(int partition) {
        long claim = claimed.getAcquire(partition);
        return processed.getAcquire(partition) == BEGUN && claim > proven.getAcquire(partition)
                ? OptionalLong.of(claim)
                : OptionalLong.empty();
    }

    /** A commit of the partition's task has succeeded that began after this was {@link #unproven}. */
    void proven(int partition, long offset) {
        proven.setRelease(partition, offset);
    }

    void begun(int partition) {
        proven.setRelease(partition, NONE);
        claimed.setRelease(partition, NONE);
        processed.setRelease(partition, BEGUN);
    }

    void processed(int partition, long offset) {
        processed.setRelease(partition, offset);
    }

    void ended(int partition) {
        processed.setRelease(partition, ABSENT);
    }
}
