package dev.reprise.faults.load;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A time in which a partition gave no answer.
 *
 * @param from its beginning, in epoch milliseconds
 * @param millis how long it was, in milliseconds
 */
public record Silence(int partition, long from, long millis) {
    /** There was none. */
    public static final Silence NONE = new Silence(0, 0, 0);

    /** For people: how long, whose and when. */
    public String text() {
        return "%.1f s (partition %d, from %s)"
                .formatted(millis / 1e3, partition, Instant.ofEpochMilli(from).truncatedTo(ChronoUnit.SECONDS));
    }
}
