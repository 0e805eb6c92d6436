package dev.reprise.processor.streams;

import java.util.BitSet;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Tells of most jobs, without a look into the store, that they remember no refusal. Every command asks, and few jobs have had one
 * refused. A Bloom filter: it may send someone to look in vain, and never keeps one from a row that is there. Rows that go leave their
 * bits behind until the task begins anew.
 */
final class RefusalFilter {
    /** 128 KiB; with 100,000 rows one look in thirty is in vain. */
    private static final int BITS = 1 << 20;

    /** With more rows the filter would say little, and a task should not spend its first second reading keys. */
    static final int MOST = 200_000;

    private static final long SPREAD =
            0x9E3779B97F4A7C15L; // 2^64 by the golden ratio: neighbouring keys fall far apart

    private final BitSet bits = new BitSet();
    /** A lower bound of how many rows have set them. */
    private int rows;

    /** The filter of what is in the store. */
    static RefusalFilter of(KeyValueStore<Bytes, byte[]> refusals) {
        RefusalFilter filter = new RefusalFilter();
        try (KeyValueIterator<Bytes, byte[]> all = refusals.all()) {
            while (all.hasNext() && filter.isOfUse()) {
                filter.add(RowKeys.jobKey(all.next().key.get()));
            }
        }
        return filter;
    }

    /** A job has a row now. */
    void add(long jobKey) {
        if (mayHave(jobKey)) {
            return; // it has, or another looks the same
        }
        rows++;
        long hash = jobKey * SPREAD;
        bits.set(first(hash));
        bits.set(second(hash));
    }

    /** False only if the job has no row. */
    boolean mayHave(long jobKey) {
        long hash = jobKey * SPREAD;
        return !isOfUse() || bits.get(first(hash)) && bits.get(second(hash));
    }

    private boolean isOfUse() {
        return rows <= MOST;
    }

    private static int first(long hash) {
        return (int) (hash >>> 44);
    }

    private static int second(long hash) {
        return (int) (hash >>> 24) & BITS - 1;
    }
}
