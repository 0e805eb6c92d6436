package dev.reprise.query;

import java.util.Comparator;
import java.util.function.Predicate;

/**
 * What a search selects of that which its filter has let through, and which window of it is shown. The functions are called on the
 * node that searches, by several threads but never by two at once; they must be quick, and what they throw ends the search.
 *
 * @param where what is counted
 * @param shown what of it can be in the window: all but what lies before a cursor, for example
 * @param order of the window; entries that it holds to be equal follow by job key (and sequence)
 * @param offset entries that are passed over before the window, 0 or more
 * @param limit most entries of the window, 0 (only count) or more
 */
public record Selection<T>(
        Predicate<? super T> where, Predicate<? super T> shown, Comparator<? super T> order, int offset, int limit) {
    public Selection {
        if (offset < 0 || limit < 0) {
            throw new IllegalArgumentException(
                    "Expected offset and limit to be 0 or more, but got " + offset + " and " + limit);
        }
    }

    /** Only the number of entries. */
    public static <T> Selection<T> count(Predicate<? super T> where) {
        return new Selection<>(where, entry -> false, (a, b) -> 0, 0, 0);
    }

    /** The first entries in this order. */
    public static <T> Selection<T> first(int limit, Predicate<? super T> where, Comparator<? super T> order) {
        return new Selection<>(where, entry -> true, order, 0, limit);
    }

    /** Passes over some entries. */
    public Selection<T> from(int passedOver) {
        return new Selection<>(where, shown, order, passedOver, limit);
    }

    /** Shows only these; all are still counted. */
    public Selection<T> showing(Predicate<? super T> those) {
        return new Selection<>(where, those, order, offset, limit);
    }

    /** Entries that must be kept while searching. */
    public int reach() {
        return (int) Math.min(Integer.MAX_VALUE, (long) offset + limit);
    }
}
