package dev.reprise.schemas;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Mints job keys that sort by the time they were made (TSID): 41 bits of milliseconds since {@link #EPOCH}, 10 bits of
 * node, 12 bits of counter. Keys of one minter strictly increase, also when the clock goes back or more than 4,096 are
 * asked for in a millisecond: then their time runs ahead of the clock. Minters with different nodes never mint the
 * same key. After a restart the same node may repeat a key only if the clock was set back meanwhile; the engine then
 * refuses it with {@code ALREADY_EXISTS}. Safe for use by many threads.
 */
public final class JobKeyMinter {
    /** Time zero. The timestamp's 41 bits last until September 2094. */
    public static final Instant EPOCH = Instant.parse("2025-01-01T00:00:00Z");

    /** Largest node number; the smallest is 0. */
    public static final int MAX_NODE = 1023;

    private static final int COUNTER_BITS = 12;
    private static final int NODE_BITS = 10;
    private static final long COUNTER_MASK = (1L << COUNTER_BITS) - 1;
    private static final long LAST_MILLISECOND = (1L << 41) - 1;

    private final InstantSource clock;
    private final int node;
    /** Timestamp and counter of the last key, side by side: 53 bits that are simply counted up. */
    private final AtomicLong last = new AtomicLong();

    /** A minter for this node, 0 to {@value #MAX_NODE}. */
    public JobKeyMinter(InstantSource clock, int node) {
        if (node < 0 || node > MAX_NODE) {
            throw new IllegalArgumentException("Expected a node of 0 to " + MAX_NODE + ", but got " + node);
        }
        this.clock = clock;
        this.node = node;
    }

    /** A key that this minter has not given before, larger than all that it has. */
    public long next() {
        long millis = clock.millis() - EPOCH.toEpochMilli();
        if (millis < 0) {
            throw new IllegalStateException("Expected a clock past " + EPOCH + ", but it shows " + clock.instant());
        }
        long tick = last.updateAndGet(before -> Math.max(millis << COUNTER_BITS, before + 1));
        long timestamp = tick >>> COUNTER_BITS;
        if (timestamp > LAST_MILLISECOND) {
            throw new IllegalStateException("Expected a clock before September 2094, but it shows " + clock.instant());
        }
        return (timestamp << (NODE_BITS + COUNTER_BITS)) | ((long) node << COUNTER_BITS) | (tick & COUNTER_MASK);
    }

    /** When a minted key was made, to the millisecond. */
    public static Instant timeOf(long jobKey) {
        return EPOCH.plusMillis(JobKeys.valid(jobKey) >>> (NODE_BITS + COUNTER_BITS));
    }
}
