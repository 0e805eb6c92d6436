package dev.reprise.query;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How new a read has to be. A command in one partition changes no job of another: what is read in other partitions than the
 * position's is as new as asked for.
 *
 * @param position the command whose effects must be seen; null for whatever is there
 * @param longest how long to wait for what is not there yet, 0 or more
 */
public record ReadAfter(@Nullable Position position, Duration longest) {
    /** Longest wait if the caller does not say. */
    public static final Duration DEFAULT_WAIT = Duration.ofSeconds(5);

    /** Longest wait that a caller can ask for. */
    public static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    /** Whatever is there. */
    public static final ReadAfter NOTHING = new ReadAfter(null, DEFAULT_WAIT);

    /** At least as new as this position, within the default wait. */
    public static ReadAfter position(Position position) {
        return new ReadAfter(position, DEFAULT_WAIT);
    }
}
