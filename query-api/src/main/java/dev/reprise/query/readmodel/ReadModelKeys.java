package dev.reprise.query.readmodel;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import org.apache.kafka.common.utils.Bytes;

/** Keys of the rows. Big-endian, so that they are in order; on disk and in changelogs, so that they never change. */
final class ReadModelKeys {
    /** In the counts: what they reflect. Below all counts. */
    static final Bytes FOLDED_UP_TO = Bytes.wrap(new byte[] {0});

    private static final byte COUNT = 1;

    private ReadModelKeys() {}

    static Bytes job(long jobKey) {
        return Bytes.wrap(ByteBuffer.allocate(Long.BYTES).putLong(jobKey).array());
    }

    static Bytes event(long jobKey, long sequence) {
        return Bytes.wrap(ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(jobKey)
                .putLong(sequence)
                .array());
    }

    static Bytes count(TypeAndState counted) {
        byte[] type = counted.type().getBytes(UTF_8);
        return Bytes.wrap(ByteBuffer.allocate(type.length + 2)
                .put(COUNT)
                .put(type)
                .put(StateCodes.code(counted.state()))
                .array());
    }

    /** Smallest key that a count can have. */
    static Bytes firstCount() {
        return Bytes.wrap(new byte[] {COUNT});
    }

    static TypeAndState counted(Bytes key) {
        byte[] bytes = key.get();
        return new TypeAndState(
                new String(bytes, 1, bytes.length - 2, UTF_8), StateCodes.state(bytes[bytes.length - 1]));
    }
}
