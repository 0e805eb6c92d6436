package dev.reprise.node.http.bounds;

import dev.reprise.node.config.BoundOptions;
import dev.reprise.node.config.NodeConfig;
import java.time.Duration;

/**
 * What the HTTP server takes from its clients.
 *
 * @param connections most connections that are served; somewhat more are told to come later
 * @param idle how long a connection may be silent where something is expected of it, or between requests
 * @param head how long a client may take for the head of a request
 * @param leastBytesPerSecond how many bytes a second of a body come at least in a time as long as {@code head}, and of an answer are
 *     read in a time as long as {@code idle}; less is too slow
 * @param headBytes most bytes of a request line and its headers together
 * @param bodyBytes most bytes of one body
 * @param heldBytes most bytes of bodies held at a time; and as many of answers that were not read yet
 */
public record HttpBounds(
        int connections,
        Duration idle,
        Duration head,
        int leastBytesPerSecond,
        int headBytes,
        long bodyBytes,
        long heldBytes) {
    /** The largest body: the largest command with all that JSON adds to it. */
    private static final long MOST_BODY_BYTES = 16L << 20;

    private static final int SHARE_OF_HEAP = 8;

    public static HttpBounds of(NodeConfig config) {
        long held = config.bytes(BoundOptions.MOST_HELD_BYTES);
        return new HttpBounds(
                config.number(BoundOptions.MOST_CONNECTIONS),
                config.millis(BoundOptions.IDLE_TIMEOUT_MS),
                config.millis(BoundOptions.HEAD_TIMEOUT_MS),
                config.number(BoundOptions.LEAST_BYTES_PER_SECOND),
                config.number(BoundOptions.MOST_HEAD_BYTES),
                MOST_BODY_BYTES,
                held > 0
                        ? held
                        : Math.max(2 * MOST_BODY_BYTES, Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP));
    }

    /** Connections beyond those that are served, which are told so. */
    int moreConnections() {
        return Math.max(16, connections / 10);
    }
}
