package dev.reprise.query.partition;

import dev.reprise.query.http.Problem;
import dev.reprise.query.http.ProblemException;
import dev.reprise.query.http.ProblemTypes;
import java.time.Duration;

/** The problems of partitions that cannot be read at the moment. */
public final class Unavailable {
    /** A partition that moves is back within a second or a few, if its state is at hand. */
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private Unavailable() {}

    /** The partition is not to be had. {@code why} ends the sentence "Expected to read partition n, but". */
    public static ProblemException partition(int partition, String why) {
        return Problem.of(
                        ProblemTypes.PARTITION_UNAVAILABLE,
                        "Expected to read partition %d, but %s".formatted(partition, why))
                .with("partition", partition)
                .retryAfter(RETRY_AFTER)
                .asException();
    }

    /** Another node did not answer as it should. */
    public static ProblemException peer(String host, String why) {
        return Problem.of(
                        ProblemTypes.PARTITION_UNAVAILABLE,
                        "Expected an answer of the node at %s, which has the partition, but %s".formatted(host, why))
                .retryAfter(RETRY_AFTER)
                .asException();
    }
}
