package dev.reprise.bench.process;

import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.StateRestoreListener;

/** Counts what a process restores from changelogs before it can go on. */
final class Restored implements StateRestoreListener {
    private final AtomicLong rows = new AtomicLong();
    private final AtomicLong ended = new AtomicLong();

    @Override
    public void onRestoreStart(TopicPartition partition, String store, long from, long to) {
        // what comes is counted
    }

    @Override
    public void onBatchRestored(TopicPartition partition, String store, long to, long count) {
        rows.addAndGet(count);
    }

    @Override
    public void onRestoreEnd(TopicPartition partition, String store, long count) {
        ended.set(System.currentTimeMillis());
    }

    /** Rows so far, and when the last store was whole, in epoch milliseconds; 0 if none has been. */
    String line() {
        return rows.get() + " " + ended.get();
    }
}
