package dev.reprise.query;

import java.time.Duration;

/**
 * Bounds of one read.
 *
 * @param scanRows most rows of one partition that one page looks at
 * @param scanTime longest that one page takes on one node
 * @param pageBytes about how large a page gets before it is cut short
 * @param mostWaiting reads that may wait for a position at the same time on this node; one more is refused
 * @param peerTimeout how long another node has for its answer, on top of what the read itself may wait
 */
public record QuerySettings(int scanRows, Duration scanTime, int pageBytes, int mostWaiting, Duration peerTimeout) {
    public static final QuerySettings DEFAULT =
            new QuerySettings(20_000, Duration.ofMillis(250), 4 << 20, 1_000, Duration.ofSeconds(3));
}
