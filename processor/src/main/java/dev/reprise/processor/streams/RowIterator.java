package dev.reprise.processor.streams;

import java.util.Iterator;

/** Rows in the order of their keys, as they were when it was opened. To be closed; used by one thread. */
public interface RowIterator<T> extends Iterator<T>, AutoCloseable {
    /** The next row. Throws {@link PartitionUnavailableException} if the partition has moved away meanwhile. */
    @Override
    T next();

    @Override
    void close();
}
