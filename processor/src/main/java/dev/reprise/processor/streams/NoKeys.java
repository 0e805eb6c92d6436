package dev.reprise.processor.streams;

import dev.reprise.processor.engine.rows.JobKeyIterator;
import java.util.NoSuchElementException;

/** No job keys at all. */
enum NoKeys implements JobKeyIterator {
    INSTANCE;

    @Override
    public boolean hasNext() {
        return false;
    }

    @Override
    public long next() {
        throw new NoSuchElementException();
    }

    @Override
    public void close() {
        // nothing is open
    }
}
