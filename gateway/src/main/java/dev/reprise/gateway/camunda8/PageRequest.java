package dev.reprise.gateway.camunda8;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which window of a search is wanted: the first entries, those from an offset on, or those after or before a place.
 *
 * @param after entries must come after this place; null for none
 * @param before entries must come before this place, the last of them; null for none
 */
record PageRequest(
        int from,
        int limit,
        @Nullable List<@Nullable Comparable<?>> after,
        @Nullable List<@Nullable Comparable<?>> before) {
    static final int DEFAULT_LIMIT = 100;
    static final int MOST = 10_000;

    static PageRequest of(@Nullable Binding page, Order<?> order) {
        if (page == null) {
            return new PageRequest(0, DEFAULT_LIMIT, null, null);
        }
        Integer limit = page.int32("limit");
        Integer from = page.int32("from");
        String after = page.text("after");
        String before = page.text("before");
        Violations violations = new Violations();
        if (after != null && before != null) {
            violations.add("Both after and before cannot be set at the same time");
        } else if (from != null && (after != null || before != null)) {
            violations.add("Both after/before and from cannot be set at the same time");
        }
        if (limit != null && (limit < 1 || limit > MOST)) {
            violations.add("The value for page.limit is '%d' but must be between 1 and %d".formatted(limit, MOST));
        }
        if (from != null && from < 0) {
            violations.add("The value for page.from is '%d' but must be 0 or greater".formatted(from));
        }
        violations.end();
        return new PageRequest(
                from == null ? 0 : from,
                limit == null ? DEFAULT_LIMIT : limit,
                after == null ? null : place("after", after, order),
                before == null ? null : place("before", before, order));
    }

    static Set<String> properties() {
        return Set.of("limit", "from", "after", "before");
    }

    private static List<@Nullable Comparable<?>> place(String name, String text, Order<?> order) {
        return PageCursor.parse(text, order)
                .orElseThrow(() -> RestProblem.invalidArgument(
                                "The value for page.%s is '%s' but must be a cursor of an earlier page of the same search."
                                        .formatted(name, text))
                        .asException());
    }
}
