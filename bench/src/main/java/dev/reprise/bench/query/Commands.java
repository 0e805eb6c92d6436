package dev.reprise.bench.query;

import dev.reprise.bench.load.TimedFailures;
import dev.reprise.bench.report.Latencies;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Commands at a steady rate, on a thread of their own, for as long as something else goes on. */
final class Commands {
    private final TimedFailures failures;
    private final int perSecond;

    Commands(TimedFailures failures, int perSecond) {
        this.failures = failures;
        this.perSecond = perSecond;
    }

    /** How long they took, from when each was meant to be sent until its event was seen. */
    Latencies during(Runnable work) {
        CompletableFuture<Void> over = new CompletableFuture<>();
        CompletableFuture<Latencies> commands = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    try {
                        commands.complete(failures.whilst(() -> !over.isDone(), perSecond));
                    } catch (RuntimeException e) {
                        commands.completeExceptionally(e);
                    }
                },
                "sends commands");
        thread.setDaemon(true);
        thread.start();
        try {
            work.run();
        } finally {
            over.complete(null);
        }
        try {
            return commands.join();
        } catch (CompletionException e) {
            throw new IllegalStateException("Expected commands to go on, but " + e.getCause(), e);
        }
    }
}
