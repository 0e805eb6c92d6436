package dev.reprise.processor.engine.rows;

/** Job keys in an order, read from where they lie. To be closed. */
public interface JobKeyIterator extends AutoCloseable {
    boolean hasNext();

    long next();

    @Override
    void close();
}
