package dev.reprise.processor.streams;

import dev.reprise.processor.engine.rows.ActivatableRow;
import dev.reprise.processor.engine.rows.DueRow;
import dev.reprise.state.Job;
import java.util.Arrays;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * The indexes of jobs. Their rows are keys without values, lie beside the job rows in one store ({@link IndexedJobs}), and begin with a
 * byte that says which index they are of: 0x80 or more, since the keys of jobs are positive and begin with less. The bytes are on disk
 * and never change.
 */
enum JobIndex {
    /** Due time, job key, kind: every timer, the next one first. */
    DUE(0x80) {
        @Override
        byte @Nullable [] keyOf(Job job) {
            return DueRow.of(job).map(RowKeys::due).orElse(null);
        }
    },

    /** Tenant, type, priority, since, job key: waiting jobs in the order in which they are handed out. */
    ACTIVATABLE(0x81) {
        @Override
        byte @Nullable [] keyOf(Job job) {
            return ActivatableRow.of(job).map(RowKeys::activatable).orElse(null);
        }
    },

    /** Job key: jobs with an open incident. */
    INCIDENTS(0x82) {
        @Override
        byte @Nullable [] keyOf(Job job) {
            return job.getIncident() == null ? null : RowKeys.job(job.getJobKey());
        }
    };

    /** Before it come the rows of jobs. */
    static final int FIRST = 0x80;

    /** The value of every row. */
    static final byte[] NOTHING = new byte[0];

    private final byte section;

    JobIndex(int section) {
        this.section = (byte) section;
    }

    /** The key that the state of a job calls for; null if it calls for none. */
    abstract byte @Nullable [] keyOf(Job job);

    /** A key of this index as it lies in the store. */
    Bytes in(byte[] key) {
        byte[] row = new byte[key.length + 1];
        row[0] = section;
        System.arraycopy(key, 0, row, 1, key.length);
        return Bytes.wrap(row);
    }

    /** The key that {@link #in} made this of. */
    static Bytes out(Bytes row) {
        byte[] bytes = row.get();
        return Bytes.wrap(Arrays.copyOfRange(bytes, 1, bytes.length));
    }

    /** Greater than every key, as it lies in the store, of the section that this one is in; the jobs' own for null. */
    static Bytes endOfSection(@Nullable Bytes from) {
        int first = from == null || from.get().length == 0 ? 0 : Byte.toUnsignedInt(from.get()[0]);
        return Bytes.wrap(new byte[] {(byte) (Math.max(first, FIRST - 1) + 1)});
    }
}
