package dev.reprise.processor.streams;

/**
 * How much time the scans of one thread have taken away from its commands: as long as there is a backlog of both, each gets half.
 * Without it, a backlog of due rows starves all commands: a scan of 20 ms, a commit, and the next tick is already due, with one
 * command in between (Kafka Streams halves the number of records between two commits each time). Shared by the tasks of a thread.
 */
final class ScanDebt {
    private long debt;
    private long endedAt = Long.MIN_VALUE;

    /** A scan has ended. The result is how long scans should rest now. All in nanoseconds. */
    long scanned(long start, long end) {
        if (endedAt != Long.MIN_VALUE) {
            debt = Math.max(0, debt - Math.max(0, start - endedAt));
        }
        debt += end - start;
        endedAt = end;
        return debt;
    }
}
