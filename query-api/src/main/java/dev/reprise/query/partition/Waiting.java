package dev.reprise.query.partition;

import dev.reprise.query.http.Problem;
import dev.reprise.query.http.ProblemTypes;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/** Lets a bounded number of reads wait for something that is about to be so. They hold no thread while they wait. */
public final class Waiting implements AutoCloseable {
    private static final long PAUSE_MILLIS = 4;

    private final Semaphore places;
    private final Set<Wait> waits = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService clock =
            Executors.newSingleThreadScheduledExecutor(task -> daemon(task, "reprise-query-waiting"));

    /** For what follows on a wait: the rest of a request, which may write to a slow client. */
    private final ExecutorService after = Executors.newCachedThreadPool(task -> daemon(task, "reprise-query-after"));

    /**
     * @param mostAtOnce reads that wait at the same time; one more is refused with a 503 problem
     */
    public Waiting(int mostAtOnce) {
        places = new Semaphore(mostAtOnce);
    }

    /** Whether the condition comes true within the time; asked at once, then every few milliseconds. */
    public CompletableFuture<Boolean> until(BooleanSupplier condition, Duration longest) {
        try {
            if (condition.getAsBoolean()) {
                return CompletableFuture.completedFuture(true);
            }
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
        if (longest.isZero()) {
            return CompletableFuture.completedFuture(false);
        }
        if (!places.tryAcquire()) {
            return CompletableFuture.failedFuture(Problem.of(
                            ProblemTypes.TOO_MANY_WAITING,
                            "Expected to wait for what was asked for, but as many requests wait as may")
                    .retryAfter(Duration.ofSeconds(1))
                    .asException());
        }
        return begin(new Wait(condition, System.nanoTime() + longest.toNanos()));
    }

    private CompletableFuture<Boolean> begin(Wait wait) {
        waits.add(wait);
        try {
            ScheduledFuture<?> ticks =
                    clock.scheduleWithFixedDelay(wait, PAUSE_MILLIS, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
            wait.outcome.whenComplete((reached, fault) -> ticks.cancel(false));
        } catch (RejectedExecutionException e) {
            wait.end(() -> wait.outcome.complete(false)); // closed
        }
        return wait.outcome;
    }

    /** Ends all waits as if their time were over, and lets nobody wait from now on. */
    @Override
    public void close() {
        clock.shutdownNow();
        List.copyOf(waits).forEach(wait -> wait.end(() -> wait.outcome.complete(false)));
        after.shutdown();
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    private final class Wait implements Runnable {
        private final BooleanSupplier condition;
        private final long end;
        private final CompletableFuture<Boolean> outcome = new CompletableFuture<>();
        private final AtomicBoolean ended = new AtomicBoolean();

        private Wait(BooleanSupplier condition, long end) {
            this.condition = condition;
            this.end = end;
        }

        @Override
        public void run() {
            if (ended.get()) {
                return;
            }
            try {
                if (condition.getAsBoolean()) {
                    end(() -> outcome.complete(true));
                } else if (System.nanoTime() >= end) {
                    end(() -> outcome.complete(false));
                }
            } catch (RuntimeException e) {
                end(() -> outcome.completeExceptionally(e));
            }
        }

        private void end(Runnable complete) {
            if (!ended.compareAndSet(false, true)) {
                return;
            }
            waits.remove(this);
            places.release();
            try {
                after.execute(complete);
            } catch (RejectedExecutionException e) {
                complete.run();
            }
        }
    }
}
