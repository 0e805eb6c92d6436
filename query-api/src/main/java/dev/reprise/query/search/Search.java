package dev.reprise.query.search;

import dev.reprise.query.Matches;
import dev.reprise.query.Selection;
import dev.reprise.query.http.Problem;
import dev.reprise.query.http.ProblemTypes;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/** One search: walks that go through partitions at the same time, each a page at a time. */
final class Search<T> {
    private final Source<T> source;
    private final Best<T> best;
    private final long end;
    private final Executor steps;
    private final AtomicInteger walking = new AtomicInteger();
    private final CompletableFuture<Matches<T>> outcome = new CompletableFuture<>();
    private volatile boolean cutShort;

    /**
     * @param end when its time is over, as {@link System#nanoTime}
     * @param steps does one step after another
     */
    Search(Source<T> source, Selection<T> selection, long room, long end, Executor steps) {
        this.source = source;
        this.best = new Best<>(selection, source, room);
        this.end = end;
        this.steps = steps;
    }

    CompletableFuture<Matches<T>> outcome() {
        return outcome;
    }

    /** Begins; whoever has waited for it in vain until now is told so. */
    void begin(List<List<Integer>> walks) {
        if (isOver()) {
            fail(Problem.of(
                            ProblemTypes.TOO_MANY_WAITING,
                            "Expected to search, but other searches took all the time that there was")
                    .retryAfter(Duration.ofSeconds(1))
                    .asException());
        } else if (walks.isEmpty()) {
            outcome.complete(best.matches(true));
        } else {
            walking.set(walks.size());
            walks.forEach(partitions -> steps.execute(new Walk(partitions.iterator())));
        }
    }

    void fail(Throwable fault) {
        Throwable cause = fault instanceof CompletionException && fault.getCause() != null ? fault.getCause() : fault;
        outcome.completeExceptionally(cause);
    }

    private boolean isOver() {
        return System.nanoTime() - end >= 0;
    }

    /** Through some partitions, one after the other. */
    private final class Walk implements Runnable {
        private final Iterator<Integer> partitions;
        private int partition;
        private Mark at = Mark.START;

        private Walk(Iterator<Integer> partitions) {
            this.partitions = partitions;
            this.partition = partitions.next();
        }

        @Override
        public void run() {
            if (outcome.isDone()) {
                return;
            }
            if (isOver()) {
                cutShort = true;
                arrive();
                return;
            }
            try {
                source.page(partition, at).whenComplete((page, fault) -> {
                    if (fault == null) {
                        next(() -> look(page));
                    } else {
                        fail(fault);
                    }
                });
            } catch (RuntimeException e) {
                fail(e);
            }
        }

        private void look(EntryPage<T> page) {
            try {
                best.look(page.entries());
            } catch (RuntimeException e) {
                fail(e);
                return;
            }
            Mark scannedTo = page.scannedTo();
            if (scannedTo != null) {
                at = scannedTo;
                run();
            } else if (partitions.hasNext()) {
                partition = partitions.next();
                at = Mark.START;
                run();
            } else {
                arrive();
            }
        }

        private void next(Runnable step) {
            try {
                steps.execute(step);
            } catch (RuntimeException e) {
                fail(e);
            }
        }

        private void arrive() {
            if (walking.decrementAndGet() == 0) {
                outcome.complete(best.matches(!cutShort));
            }
        }
    }
}
