package dev.reprise.gateway.camunda8;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A property of a searched entry.
 *
 * @param words all that the value can be, if it is one of a few words
 * @param sortable whether entries can be sorted by it, and not only filtered
 * @param value the value in an entry: Long for keys, String, Integer, Instant or Boolean; null if the entry has none
 */
record Property<T>(
        String name, Kind kind, List<String> words, boolean sortable, Function<T, @Nullable Comparable<?>> value) {
    static <T> Property<T> key(String name, Function<T, @Nullable Comparable<?>> value) {
        return new Property<>(name, Kind.KEY, List.of(), true, value);
    }

    static <T> Property<T> string(String name, Function<T, @Nullable Comparable<?>> value) {
        return new Property<>(name, Kind.STRING, List.of(), true, value);
    }

    static <T> Property<T> word(
            String name, Kind kind, List<String> words, Function<T, @Nullable Comparable<?>> value) {
        return new Property<>(name, kind, words, true, value);
    }

    static <T> Property<T> integer(String name, Function<T, @Nullable Comparable<?>> value) {
        return new Property<>(name, Kind.INTEGER, List.of(), true, value);
    }

    static <T> Property<T> time(String name, Function<T, @Nullable Comparable<?>> value) {
        return new Property<>(name, Kind.TIME, List.of(), true, value);
    }

    static <T> Property<T> flag(String name, Function<T, @Nullable Comparable<?>> value) {
        return new Property<>(name, Kind.FLAG, List.of(), true, value);
    }

    /** The same, but only to filter by. */
    Property<T> filterOnly() {
        return new Property<>(name, kind, words, false, value);
    }

    @Nullable
    Comparable<?> of(T entry) {
        return value.apply(entry);
    }
}
