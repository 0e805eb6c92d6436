package dev.reprise.processor.streams;

import java.util.OptionalLong;
import java.util.function.LongSupplier;

/** Proves by a commit what {@link CommandProgress} was told by brokers. Used by the partition's own thread. */
final class ProgressProof {
    private static final long NONE = -1;

    private final CommandProgress progress;
    private final int partition;
    private final CommitPace pace;
    private final LongSupplier nanos;
    private final Runnable write;

    private long claim = NONE;
    private long writtenAt;

    /**
     * @param nanos nanoseconds since anything, those of the pace
     * @param write writes something, so that there is a transaction to be committed
     */
    ProgressProof(CommandProgress progress, int partition, CommitPace pace, LongSupplier nanos, Runnable write) {
        this.progress = progress;
        this.partition = partition;
        this.pace = pace;
        this.nanos = nanos;
        this.write = write;
    }

    /** Takes the next step, if there is something to prove; whether a commit is to follow, and this to be called again soon. */
    boolean step() {
        if (claim != NONE && pace.committedSince(writtenAt)) {
            progress.proven(partition, claim);
            claim = NONE;
        }
        OptionalLong next = claim == NONE ? progress.unproven(partition) : OptionalLong.empty();
        if (next.isPresent()) {
            claim = next.getAsLong();
            write.run();
            writtenAt = nanos.getAsLong();
        }
        return claim != NONE;
    }
}
