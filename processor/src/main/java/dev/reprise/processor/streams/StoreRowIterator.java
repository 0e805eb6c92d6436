package dev.reprise.processor.streams;

import java.util.function.Function;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.KeyValueIterator;

/** Rows of a store, decoded one by one. */
final class StoreRowIterator<T> implements RowIterator<T> {
    private final int partition;
    private final KeyValueIterator<Bytes, byte[]> rows;
    private final Function<KeyValue<Bytes, byte[]>, T> decode;

    StoreRowIterator(int partition, KeyValueIterator<Bytes, byte[]> rows, Function<KeyValue<Bytes, byte[]>, T> decode) {
        this.partition = partition;
        this.rows = rows;
        this.decode = decode;
    }

    @Override
    public boolean hasNext() {
        try {
            return rows.hasNext();
        } catch (InvalidStateStoreException e) {
            throw new PartitionUnavailableException(partition, e);
        }
    }

    @Override
    public T next() {
        try {
            return decode.apply(rows.next());
        } catch (InvalidStateStoreException e) {
            throw new PartitionUnavailableException(partition, e);
        }
    }

    @Override
    public void close() {
        rows.close();
    }
}
