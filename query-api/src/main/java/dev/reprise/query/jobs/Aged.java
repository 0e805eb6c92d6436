package dev.reprise.query.jobs;

import org.jspecify.annotations.Nullable;

/**
 * What was read, and how old it is.
 *
 * @param stale null if it is as new as can be
 */
record Aged<T>(T value, @Nullable Staleness stale) {
    static <T> Aged<T> fresh(T value) {
        return new Aged<>(value, null);
    }
}
