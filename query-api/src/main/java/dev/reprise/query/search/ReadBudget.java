package dev.reprise.query.search;

import dev.reprise.query.QuerySettings;

/** What a page of the read model may cost: rows looked at, time, and bytes shown. Some rows are looked at whatever the time. */
public final class ReadBudget {
    private static final int LEAST_ROWS = 256;

    private final long end;
    private final int rows;
    private long bytes;
    private int looked;

    private ReadBudget(long end, int rows, long bytes) {
        this.end = end;
        this.rows = rows;
        this.bytes = bytes;
    }

    /** A whole page's. */
    public static ReadBudget of(QuerySettings settings) {
        return new ReadBudget(
                System.nanoTime() + settings.scanTime().toNanos(), settings.scanRows(), settings.pageBytes());
    }

    /** Counts a row that was looked at; whether there may be another. */
    public boolean look() {
        looked++;
        return looked < rows && (looked < LEAST_ROWS || System.nanoTime() - end < 0);
    }

    /** Counts what is shown; whether there may be more. */
    public boolean show(long size) {
        bytes -= size;
        return bytes > 0;
    }
}
