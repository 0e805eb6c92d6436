package dev.reprise.processor.streams;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.jspecify.annotations.Nullable;

/**
 * Sees to it that what a task has written is committed, by the pace of its thread: at once when that is due, else when it will be.
 * Kafka Streams' own interval is no more than a backstop.
 */
final class CommitPlan {
    private final ProcessorContext<?, ?> context;
    private final CommitPace pace;
    private final LongSupplier nanos;
    private @Nullable Cancellable plan;
    private long writtenAt;

    /**
     * @param pace that of the present thread
     * @param nanos nanoseconds since anything
     */
    CommitPlan(ProcessorContext<?, ?> context, CommitPace pace, LongSupplier nanos) {
        this.context = context;
        this.pace = pace;
        this.nanos = nanos;
    }

    /** Something was written that cannot wait for company. */
    void now() {
        context.commit();
    }

    /** Something was written. */
    void soon() {
        long now = nanos.getAsLong();
        writtenAt = now;
        commitWhenDue(now);
    }

    private void commitWhenDue(long now) {
        long wait = pace.untilDue(now);
        if (wait <= 0) {
            context.commit();
        } else if (plan == null) {
            plan = context.schedule(roundedUp(wait), PunctuationType.WALL_CLOCK_TIME, time -> run());
        }
    }

    private void run() {
        if (plan != null) {
            plan.cancel();
            plan = null;
        }
        // A commit is for all tasks of the thread: another one's may have been enough, or have put off when the next is
        // due.
        if (!pace.committedSince(writtenAt)) {
            commitWhenDue(nanos.getAsLong());
        }
    }

    private static Duration roundedUp(long nanos) {
        return Duration.ofMillis(TimeUnit.NANOSECONDS.toMillis(nanos + TimeUnit.MILLISECONDS.toNanos(1) - 1));
    }
}
