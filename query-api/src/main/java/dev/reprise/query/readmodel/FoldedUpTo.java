package dev.reprise.query.readmodel;

import java.nio.ByteBuffer;
import java.time.Instant;

/**
 * The last event of a partition that the rows reflect.
 *
 * @param offset of the event in {@code job-events}
 * @param occurredAt when the event occurred
 */
public record FoldedUpTo(long offset, Instant occurredAt) {
    byte[] bytes() {
        return ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(offset)
                .putLong(occurredAt.toEpochMilli())
                .array();
    }

    static FoldedUpTo of(byte[] bytes) {
        ByteBuffer row = ByteBuffer.wrap(bytes);
        return new FoldedUpTo(row.getLong(), Instant.ofEpochMilli(row.getLong()));
    }
}
