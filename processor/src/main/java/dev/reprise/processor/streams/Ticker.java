package dev.reprise.processor.streams;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.jspecify.annotations.Nullable;

/**
 * When to scan. Every tick, as long as there is something to do within it; else when the next row is due, and once a second whatever
 * is believed to be due. Since a tick makes Kafka Streams commit, a node that has nothing to do would otherwise commit fifty times a
 * second for nothing (measured: 15 % of a core, broker included). What is due is never taken from memory: at the latest after a second
 * the index itself is asked. After a long scan it rests as long, see {@link ScanDebt}.
 */
final class Ticker {
    private static final long LONGEST = 1_000;

    private final ProcessorContext<?, ?> context;
    private final LongSupplier scan;
    private final Clocks clocks;
    private final Supplier<ScanDebt> debt;
    private final long tick;
    private @Nullable Cancellable plan;
    private long plannedFor;
    private long restsUntil;

    /**
     * @param debt that of the present thread
     * @param scan scans, and tells when the next scan is of use
     */
    Ticker(ProcessorContext<?, ?> context, Duration tick, Clocks clocks, Supplier<ScanDebt> debt, LongSupplier scan) {
        this.context = context;
        this.tick = tick.toMillis();
        this.clocks = clocks;
        this.debt = debt;
        this.scan = scan;
    }

    /** Begins. To be called while the context belongs to the processor. */
    void start() {
        plan(now(), tick);
    }

    /** Something falls due at this time: brings the next scan forward if it would be later than needed, and never puts it off. */
    void expect(long dueAt) {
        if (dueAt >= plannedFor - tick) {
            return;
        }
        long now = now();
        long wait = waitFor(dueAt, now);
        if (now + wait < plannedFor) {
            plan(now, wait);
        }
    }

    private void run(long steadyTime) {
        long start = clocks.nanos().getAsLong();
        long next = scan.getAsLong();
        long rest = debt.get().scanned(start, clocks.nanos().getAsLong());
        long now = now();
        restsUntil = now + TimeUnit.NANOSECONDS.toMillis(rest);
        plan(now, waitFor(next, now));
    }

    private long waitFor(long dueAt, long now) {
        return Math.max(tick, Math.min(LONGEST, Math.max(dueAt, restsUntil) - now));
    }

    private void plan(long now, long wait) {
        if (plan != null) {
            plan.cancel();
        }
        plannedFor = now + wait;
        plan = context.schedule(Duration.ofMillis(wait), PunctuationType.WALL_CLOCK_TIME, this::run);
    }

    private long now() {
        return clocks.wall().getAsLong();
    }
}
