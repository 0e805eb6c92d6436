package dev.reprise.processor.replay;

import java.util.Arrays;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/** All rows of one job, as bytes: there may be millions of jobs. */
final class JobEntry {
    private static final byte[][] NONE = new byte[0][];

    byte @Nullable [] job;
    byte @Nullable [] payload;
    byte @Nullable [] errorDetails;
    private byte[][] due = NONE;
    private byte[][] activatable = NONE;
    private boolean incident;

    /** Keys of its rows in the due index, in order. */
    byte[][] due() {
        return due;
    }

    /** Keys of its rows in the index of waiting jobs, in order. */
    byte[][] activatable() {
        return activatable;
    }

    boolean incident() {
        return incident;
    }

    void due(byte[] key, boolean present) {
        due = changed(due, key, present);
    }

    void activatable(byte[] key, boolean present) {
        activatable = changed(activatable, key, present);
    }

    void incident(boolean present) {
        incident = present;
    }

    boolean isEmpty() {
        return job == null
                && payload == null
                && errorDetails == null
                && due.length == 0
                && activatable.length == 0
                && !incident;
    }

    private static byte[][] changed(byte[][] keys, byte[] key, boolean present) {
        if (keys.length == 0) { // nearly always: a job has one row at most
            return present ? new byte[][] {key} : keys;
        }
        Stream<byte[]> others = Stream.of(keys).filter(other -> !Arrays.equals(other, key));
        byte[][] changed = (present ? Stream.concat(others, Stream.of(key)) : others)
                .sorted(Bytes.BYTES_LEXICO_COMPARATOR)
                .toArray(byte[][]::new);
        return changed.length == 0 ? NONE : changed;
    }
}
