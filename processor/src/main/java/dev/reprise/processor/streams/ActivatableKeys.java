package dev.reprise.processor.streams;

import dev.reprise.processor.engine.rows.JobKeyIterator;
import java.util.NoSuchElementException;
import java.util.function.Predicate;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/** Job keys out of the index of waiting jobs, without those that are about to be deleted from it. */
final class ActivatableKeys implements JobKeyIterator {
    private final IndexKeys rows;
    private final Predicate<Bytes> leftOut;
    private @Nullable Bytes ahead;

    ActivatableKeys(IndexKeys rows, Predicate<Bytes> leftOut) {
        this.rows = rows;
        this.leftOut = leftOut;
    }

    @Override
    public boolean hasNext() {
        while (ahead == null && rows.hasNext()) {
            Bytes key = rows.next();
            if (!leftOut.test(key)) {
                ahead = key;
            }
        }
        return ahead != null;
    }

    @Override
    public long next() {
        if (!hasNext() || ahead == null) {
            throw new NoSuchElementException();
        }
        Bytes key = ahead;
        ahead = null;
        return RowKeys.activatableJobKey(key.get());
    }

    @Override
    public void close() {
        rows.close();
    }
}
