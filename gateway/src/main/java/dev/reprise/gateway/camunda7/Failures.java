package dev.reprise.gateway.camunda7;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Futures that fail with what was thrown, so that it becomes the answer. */
final class Failures {
    private Failures() {}

    static <T> CompletableFuture<T> unwrapped(CompletableFuture<T> future) {
        return future.exceptionallyCompose(fault -> CompletableFuture.failedFuture(
                fault instanceof CompletionException && fault.getCause() != null ? fault.getCause() : fault));
    }
}
