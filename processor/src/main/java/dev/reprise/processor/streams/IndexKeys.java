package dev.reprise.processor.streams;

import java.util.Iterator;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;

/** Keys of an index, in their order. */
final class IndexKeys implements Iterator<Bytes>, AutoCloseable {
    private final KeyValueIterator<Bytes, byte[]> rows;

    IndexKeys(KeyValueIterator<Bytes, byte[]> rows) {
        this.rows = rows;
    }

    @Override
    public boolean hasNext() {
        return rows.hasNext();
    }

    @Override
    public Bytes next() {
        return JobIndex.out(rows.next().key);
    }

    /** What {@link #next} is going to return. */
    Bytes peek() {
        return JobIndex.out(rows.peekNextKey());
    }

    @Override
    public void close() {
        rows.close();
    }
}
