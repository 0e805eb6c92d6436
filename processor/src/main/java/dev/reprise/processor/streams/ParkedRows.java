package dev.reprise.processor.streams;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Due rows that made the engine throw. The scan goes on behind them, so that one bad row does not hold up all others; they are tried
 * again after 1 s, 2 s, 4 s and so on up to 5 minutes, for ever: an upgrade may bring the cure. Durable, in the same transaction as
 * the cursor that has passed them; the row in the due index stays where it is.
 */
final class ParkedRows {
    /** A row that was put off so many times. */
    record Parked(Bytes place, Bytes dueKey, int times) {}

    private static final byte MARK = 2;
    private static final int PREFIX = 1 + Long.BYTES;
    private static final long FIRST_DELAY = 1_000;
    private static final long LONGEST_DELAY = 300_000;
    private static final long NEVER = Long.MAX_VALUE;

    private final KeyValueStore<Bytes, byte[]> meta;
    private long nextAt;

    ParkedRows(KeyValueStore<Bytes, byte[]> meta) {
        this.meta = meta;
        nextAt = first();
    }

    /** When the next attempt is due; the end of time if there is nothing to attempt. */
    long nextDue() {
        return nextAt;
    }

    /** Rows whose next attempt is due, at most so many. */
    List<Parked> due(long now, int most) {
        if (nextAt > now) {
            return List.of();
        }
        List<Parked> rows = new ArrayList<>();
        try (KeyValueIterator<Bytes, byte[]> entries = meta.range(start(), end(now))) {
            while (entries.hasNext() && rows.size() < most) {
                Bytes place = entries.peekNextKey();
                byte[] key = place.get();
                rows.add(new Parked(
                        place,
                        Bytes.wrap(Arrays.copyOfRange(key, PREFIX, key.length)),
                        ByteBuffer.wrap(entries.next().value).getInt()));
            }
        }
        return rows;
    }

    /** Puts a row off that has been put off so many times before. */
    void park(Bytes dueKey, int times, long now) {
        long at = now + Math.min(LONGEST_DELAY, FIRST_DELAY << Math.min(times, 20));
        byte[] place = ByteBuffer.allocate(PREFIX + dueKey.get().length)
                .put(MARK)
                .putLong(at)
                .put(dueKey.get())
                .array();
        meta.put(
                Bytes.wrap(place),
                ByteBuffer.allocate(Integer.BYTES).putInt(times + 1).array());
        nextAt = Math.min(nextAt, at);
    }

    @SuppressWarnings("NullAway") // Kafka's interface is not annotated: null deletes
    void remove(Parked row) {
        meta.put(row.place, null);
        nextAt = first();
    }

    private long first() {
        try (KeyValueIterator<Bytes, byte[]> entries = meta.range(start(), end(NEVER))) {
            return entries.hasNext()
                    ? ByteBuffer.wrap(entries.next().key.get(), 1, Long.BYTES).getLong()
                    : NEVER;
        }
    }

    private static Bytes start() {
        return Bytes.wrap(new byte[] {MARK});
    }

    private static Bytes end(long now) {
        byte[] key = new byte[PREFIX + RowKeys.DUE_LENGTH];
        Arrays.fill(key, (byte) 0xFF);
        ByteBuffer.wrap(key).put(MARK).putLong(now);
        return Bytes.wrap(key);
    }
}
