package dev.reprise.processor.streams;

import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** The rows of one index of a partition. They reach no changelog: whoever writes them has written the job that calls for them. */
final class IndexRows {
    private final KeyValueStore<Bytes, byte[]> rows;
    private final JobIndex index;

    /**
     * @param rows where index rows and jobs lie, below what keeps the changelog
     */
    IndexRows(KeyValueStore<Bytes, byte[]> rows, JobIndex index) {
        this.rows = rows;
        this.index = index;
    }

    void add(Bytes key) {
        rows.put(index.in(key.get()), JobIndex.NOTHING);
    }

    @SuppressWarnings("NullAway") // Kafka's interface is not annotated: null deletes
    void remove(Bytes key) {
        rows.put(index.in(key.get()), null);
    }

    boolean contains(Bytes key) {
        return rows.get(index.in(key.get())) != null;
    }

    /**
     * Keys in their order.
     *
     * @param to the last one that counts; null for all to the end
     */
    IndexKeys range(Bytes from, @Nullable Bytes to) {
        Bytes first = index.in(from.get());
        return new IndexKeys(rows.range(first, to == null ? JobIndex.endOfSection(first) : index.in(to.get())));
    }
}
