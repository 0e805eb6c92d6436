package dev.reprise.query;

import java.time.Duration;

/**
 * Bounds of one read.
 *
 * @param scanRows most rows of one partition that one page looks at
 * @param scanTime longest that one page takes on one node
 * @param pageBytes about how large a page gets before it is cut short
 * @param mostWaiting reads that may wait for a position at the same time on this node; one more is refused
 * @param searchTime longest that a search takes, the time until its turn included
 * @param searchBytes about as much as a search keeps in memory
 * @param mostSearches searches that go on at the same time on this node; the others wait for their turn
 * @param peerTimeout how long another node has for its answer, on top of what the read itself may wait
 */
public record QuerySettings(
        int scanRows,
        Duration scanTime,
        int pageBytes,
        int mostWaiting,
        Duration searchTime,
        long searchBytes,
        int mostSearches,
        Duration peerTimeout) {
    public static final QuerySettings DEFAULT = new QuerySettings(
            20_000, Duration.ofMillis(250), 4 << 20, 1_000, Duration.ofSeconds(8), 32L << 20, 8, Duration.ofSeconds(3));

    /** The same with other bounds of a search. */
    public QuerySettings withSearch(Duration time, long bytes, int most) {
        return new QuerySettings(scanRows, scanTime, pageBytes, mostWaiting, time, bytes, most, peerTimeout);
    }
}
