package dev.reprise.query.partition;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Futures whose beginning may throw. */
public final class Futures {
    private Futures() {}

    /** The future, or one that has failed with what was thrown instead. */
    public static <T> CompletableFuture<T> of(Supplier<CompletableFuture<T>> begin) {
        try {
            return begin.get();
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }
}
