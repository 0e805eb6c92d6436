package dev.reprise.query;

import dev.reprise.query.http.Problem;
import dev.reprise.query.http.QueryParameters;
import java.time.Duration;
import java.util.Optional;

/** The query parameters that reads have in common. */
public final class ReadParameters {
    public static final String AFTER = "after";
    public static final String WAIT = "wait";
    public static final String LIMIT = "limit";

    public static final String CONSISTENCY = "consistency";

    /** Entries of a page if the caller does not say. */
    public static final int DEFAULT_LIMIT = 100;

    /** Most entries of a page. */
    public static final int MOST = 1_000;

    private ReadParameters() {}

    /**
     * {@code after} and {@code wait} (milliseconds).
     *
     * @param partitions how many there are: a position in any other is a 400 problem
     */
    public static ReadAfter after(QueryParameters given, int partitions) {
        Duration wait = Duration.ofMillis(given.number(
                WAIT, (int) ReadAfter.DEFAULT_WAIT.toMillis(), 0, (int) ReadAfter.LONGEST_WAIT.toMillis()));
        Optional<Position> position = given.text(AFTER)
                .map(text -> Position.parse(text)
                        .filter(found -> found.partition() < partitions)
                        .orElseThrow(() -> QueryParameters.wrong(
                                AFTER,
                                "a position, <partition>-<offset>, with a partition from 0 to " + (partitions - 1),
                                text)));
        return new ReadAfter(position.orElse(null), wait);
    }

    /** {@code consistency}: whether an answer may be stale. Together with {@code after} that is a 400 problem. */
    public static boolean mayBeStale(QueryParameters given) {
        boolean stale = given.words(CONSISTENCY, "current", "stale").contains("stale");
        if (stale && given.text(AFTER).isPresent()) {
            throw Problem.invalidParameter(
                            AFTER,
                            "Expected no 'after' with consistency=stale: what may be stale cannot be waited for, but both were given")
                    .asException();
        }
        return stale;
    }

    /** {@code limit}: entries of a page. */
    public static int limit(QueryParameters given) {
        return given.number(LIMIT, DEFAULT_LIMIT, 1, MOST);
    }
}
