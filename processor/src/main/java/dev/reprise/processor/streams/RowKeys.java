package dev.reprise.processor.streams;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.reprise.processor.engine.rows.ActivatableRow;
import dev.reprise.processor.engine.rows.DueKind;
import dev.reprise.processor.engine.rows.DueRow;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.kafka.common.utils.Bytes;

/**
 * Keys of rows as bytes. Numbers are big-endian, so that the order of bytes is the order of the rows. The layouts are on disk and
 * in changelogs, and never change.
 */
public final class RowKeys {
    /** Length of a key of the due index: due time, job key, kind. */
    public static final int DUE_LENGTH = Long.BYTES + Long.BYTES + 1;

    private static final byte NUL = 0;
    private static final int ACTIVATABLE_TAIL = Integer.BYTES + Long.BYTES + Long.BYTES;

    private RowKeys() {}

    /** Key of the stores that are keyed by job. */
    public static byte[] job(long jobKey) {
        return ByteBuffer.allocate(Long.BYTES).putLong(jobKey).array();
    }

    /** The job key that {@link #job} made these bytes of. */
    public static long jobKey(byte[] key) {
        return ByteBuffer.wrap(key).getLong();
    }

    /** Key in the due index. Rows are in the order of time; what is due at the same time, in the order of job keys. */
    public static byte[] due(DueRow row) {
        if (row.dueAt() < 0) {
            throw new IllegalArgumentException("Expected a due time of 0 or more, but got " + row.dueAt());
        }
        return ByteBuffer.allocate(DUE_LENGTH)
                .putLong(row.dueAt())
                .putLong(row.jobKey())
                .put(row.kind().code())
                .array();
    }

    /** The row that {@link #due} made these bytes of. */
    public static DueRow dueRow(byte[] key) {
        ByteBuffer bytes = ByteBuffer.wrap(key);
        return new DueRow(bytes.getLong(), bytes.getLong(), DueKind.ofCode(bytes.get()));
    }

    /** The due time at the beginning of a key of the due index. */
    static long dueAt(byte[] key) {
        return ByteBuffer.wrap(key).getLong();
    }

    /** Largest key that a row due at this time or earlier can have. */
    public static byte[] dueTo(long dueAt) {
        byte[] key = new byte[DUE_LENGTH];
        Arrays.fill(key, (byte) 0xFF);
        ByteBuffer.wrap(key).putLong(dueAt);
        return key;
    }

    /** Key in the index of waiting jobs. Higher priority comes first, then longer waiting, then the smaller job key. */
    public static byte[] activatable(ActivatableRow row) {
        byte[] prefix = activatablePrefix(row.tenantId(), row.type());
        return ByteBuffer.allocate(prefix.length + ACTIVATABLE_TAIL)
                .put(prefix)
                .putInt(Integer.MAX_VALUE - row.priority())
                .putLong(row.since())
                .putLong(row.jobKey())
                .array();
    }

    /** What the keys of all waiting jobs of a tenant and type begin with. Names have no NUL: the engine refuses it. */
    public static byte[] activatablePrefix(String tenantId, String type) {
        byte[] tenant = tenantId.getBytes(UTF_8);
        byte[] typeBytes = type.getBytes(UTF_8);
        return ByteBuffer.allocate(tenant.length + typeBytes.length + 2)
                .put(tenant)
                .put(NUL)
                .put(typeBytes)
                .put(NUL)
                .array();
    }

    /** Largest key that a waiting job with this prefix can have. */
    static Bytes activatableTo(Bytes prefix) {
        byte[] start = prefix.get();
        byte[] key = Arrays.copyOf(start, start.length + ACTIVATABLE_TAIL);
        Arrays.fill(key, start.length, key.length, (byte) 0xFF);
        return Bytes.wrap(key);
    }

    /** The row that {@link #activatable} made these bytes of. */
    public static ActivatableRow activatableRow(byte[] key) {
        int tenantEnd = indexOfNul(key, 0);
        int typeEnd = indexOfNul(key, tenantEnd + 1);
        ByteBuffer tail = ByteBuffer.wrap(key, typeEnd + 1, ACTIVATABLE_TAIL);
        return new ActivatableRow(
                new String(key, 0, tenantEnd, UTF_8),
                new String(key, tenantEnd + 1, typeEnd - tenantEnd - 1, UTF_8),
                Integer.MAX_VALUE - tail.getInt(),
                tail.getLong(),
                tail.getLong());
    }

    /** The job key at the end of a key of the index of waiting jobs. */
    public static long activatableJobKey(byte[] key) {
        return ByteBuffer.wrap(key, key.length - Long.BYTES, Long.BYTES).getLong();
    }

    private static int indexOfNul(byte[] key, int from) {
        for (int i = from; i < key.length; i++) {
            if (key[i] == NUL) {
                return i;
            }
        }
        throw new IllegalArgumentException("Expected a key of the activatable index, but a name has no end");
    }
}
