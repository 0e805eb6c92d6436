package dev.reprise.gateway.camunda8;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Something to search, with one property of each kind. */
record Entry(
        long key,
        @Nullable String name,
        String state,
        String type,
        int retries,
        @Nullable Instant at,
        boolean flag) {
    static final Map<String, Property<Entry>> PROPERTIES = JobProperties.byName(
            Property.key("key", Entry::key),
            Property.string("name", Entry::name),
            Property.word("state", Kind.WORD_OF_JOB, List.of("CREATED", "FAILED"), Entry::state),
            Property.word("type", Kind.WORD_OF_INCIDENT, List.of("A", "B"), Entry::type),
            Property.integer("retries", Entry::retries),
            Property.time("at", Entry::at),
            Property.<Entry>flag("flag", Entry::flag).filterOnly());

    static final Entry FIRST = new Entry(1, "first", "CREATED", "A", 3, Instant.parse("2026-11-21T08:00:00Z"), true);
    static final Entry SECOND = new Entry(2, null, "FAILED", "B", 0, null, false);
    static final Entry THIRD =
            new Entry(3, "fi*st\nline", "FAILED", "A", -1, Instant.parse("2026-11-21T09:00:00Z"), false);

    /** The keys of these entries, among the three, that a filter in single quotes lets through. */
    static List<Long> matching(String filter) {
        SearchRequest<Entry> request = search("{'filter':" + filter + "}");
        return List.of(FIRST, SECOND, THIRD).stream()
                .filter(request::matches)
                .map(Entry::key)
                .toList();
    }

    /** A search in single quotes. */
    static SearchRequest<Entry> search(String json) {
        Binding body = Binding.of(Binding.parse(json.replace('\'', '"')), "", SearchRequest.PROPERTIES);
        return SearchRequest.of(body, PROPERTIES, "key");
    }

    /** What a search in single quotes is refused with. */
    static RestProblem refused(String json) {
        try {
            search(json);
        } catch (RestException e) {
            return e.problem();
        }
        throw new AssertionError("Expected a refusal of " + json);
    }
}
