package dev.reprise.query;

import dev.reprise.query.http.Problem;
import dev.reprise.query.http.ProblemTypes;
import java.time.Duration;
import java.util.List;

/**
 * What a search found.
 *
 * @param found the window, in order
 * @param total number of all entries selected
 * @param complete false if time or memory ran out: then there may be more than {@code total}, what was not looked at may belong into
 *     the window, and the window may be shorter than asked for
 */
public record Matches<T>(List<T> found, long total, boolean complete) {
    /** This if it is complete; throws a 503 problem if not. */
    public Matches<T> orTooMuch() {
        if (!complete) {
            throw Problem.of(
                            ProblemTypes.SEARCH_TOO_LARGE,
                            "Expected to look at all that was asked for, but it is too much for one search: it got to %d"
                                    .formatted(total))
                    .retryAfter(Duration.ofSeconds(1))
                    .asException();
        }
        return this;
    }
}
