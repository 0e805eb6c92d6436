package dev.reprise.processor.streams;

import java.util.HexFormat;
import org.apache.kafka.common.utils.Bytes;

/** Names of steps of one partition, the same in every process. */
final class Step {
    private static final String ROW = "row-";

    private Step() {}

    /** A record. Its time is part of the name: a topic that is created anew has the same offsets, but other records. */
    static String of(long offset, long timestamp) {
        return offset + "@" + timestamp;
    }

    /** A row of the due index. */
    static String of(Bytes dueRow) {
        return ROW + HexFormat.of().formatHex(dueRow.get());
    }
}
