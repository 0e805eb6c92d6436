package dev.reprise.query.jobs;

import dev.reprise.query.FoundJob;
import dev.reprise.query.QuerySettings;
import java.util.function.LongSupplier;

/**
 * What a page may still cost in one partition: rows looked at, time, and bytes shown. Every partition gets some rows whatever the
 * time, since a page that moves no partition forward would be asked for again for ever.
 */
final class ScanBudget {
    /** Rows that are looked at even if there is no time left. */
    static final int LEAST_ROWS = 256;

    private final LongSupplier nanos;
    private final long end;
    private int rows;
    private long bytes;

    private ScanBudget(LongSupplier nanos, long time, int rows, long bytes) {
        this.nanos = nanos;
        this.end = nanos.getAsLong() + time;
        this.rows = rows;
        this.bytes = bytes;
    }

    /** The part of one of so many partitions that are looked at one after the other. */
    static ScanBudget shared(QuerySettings settings, int partitions, LongSupplier nanos) {
        return new ScanBudget(
                nanos,
                settings.scanTime().toNanos() / partitions,
                settings.scanRows(),
                settings.pageBytes() / partitions);
    }

    /** Counts a row that was looked at; whether there may be another. */
    boolean look(int looked) {
        rows--;
        return rows > 0 && (looked < LEAST_ROWS || nanos.getAsLong() < end);
    }

    /** Counts a job that is shown; whether there may be another. */
    boolean show(FoundJob found) {
        bytes -= JobBytes.of(found);
        return bytes > 0;
    }
}
