package dev.reprise.query.search;

import dev.reprise.query.Matches;
import dev.reprise.query.QuerySettings;
import dev.reprise.query.Selection;
import dev.reprise.query.http.Problem;
import dev.reprise.query.http.ProblemException;
import dev.reprise.query.http.ProblemTypes;
import dev.reprise.query.partition.Place;
import dev.reprise.query.partition.Placement;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;

/**
 * The searches of a node. A few threads of their own take their steps in turn, a page of one and then a page of another, so that a
 * long one holds up neither a short one nor any other read. Only so many go on at a time, which bounds what they keep in memory.
 */
public final class Searches implements AutoCloseable {
    private static final int THREADS = 2;

    /** Times as many as may go on: those that wait for their turn. */
    private static final int WAITING = 16;

    private final QuerySettings settings;
    private final ExecutorService steps = Executors.newFixedThreadPool(THREADS, task -> daemon(task, "search"));

    /** For what follows on a search: the rest of a request, which may write to a slow client. */
    private final ExecutorService after = Executors.newCachedThreadPool(task -> daemon(task, "after-search"));

    private final Queue<Turn> waiting = new ArrayDeque<>();
    private final Set<Turn> going = new HashSet<>();
    private boolean closed;

    public Searches(QuerySettings settings) {
        this.settings = settings;
    }

    /** Looks through these partitions: those here one after the other, and those of each other node, all nodes at the same time. */
    public <T> CompletableFuture<Matches<T>> begin(
            Placement placement, Collection<Integer> partitions, Source<T> source, Selection<T> selection) {
        long end = System.nanoTime() + settings.searchTime().toNanos();
        Search<T> search = new Search<>(source, selection, settings.searchBytes(), end, steps);
        CompletableFuture<Matches<T>> answer = new CompletableFuture<>();
        search.outcome()
                .whenComplete((matches, fault) -> later(() -> {
                    if (fault == null) {
                        answer.complete(matches);
                    } else {
                        answer.completeExceptionally(fault);
                    }
                }));
        enter(new Turn(search, () -> walks(placement, partitions)));
        return answer;
    }

    private static List<List<Integer>> walks(Placement placement, Collection<Integer> partitions) {
        Map<Place, List<Integer>> walks = new LinkedHashMap<>();
        for (int partition : partitions) {
            walks.computeIfAbsent(placement.of(partition), place -> new ArrayList<>())
                    .add(partition);
        }
        return List.copyOf(walks.values());
    }

    private void enter(Turn turn) {
        synchronized (this) {
            if (closed) {
                turn.search().fail(stopping());
                return;
            }
            if (waiting.size() >= settings.mostSearches() * WAITING) {
                turn.search().fail(tooMany());
                return;
            }
            if (going.size() >= settings.mostSearches()) {
                waiting.add(turn);
                return;
            }
            going.add(turn);
        }
        begin(turn);
    }

    private void begin(Turn turn) {
        turn.search().outcome().whenComplete((matches, fault) -> ended(turn));
        try {
            turn.search().begin(turn.walks().get());
        } catch (RuntimeException e) {
            turn.search().fail(e);
        }
    }

    private void ended(Turn turn) {
        Turn next;
        synchronized (this) {
            going.remove(turn);
            next = closed ? null : waiting.poll();
            if (next == null) {
                return;
            }
            going.add(next);
        }
        later(() -> begin(next)); // not by this thread, which would go ever deeper
    }

    private void later(Runnable rest) {
        try {
            after.execute(rest);
        } catch (RejectedExecutionException e) {
            rest.run(); // closed
        }
    }

    private static ProblemException tooMany() {
        return Problem.of(ProblemTypes.TOO_MANY_WAITING, "Expected to search, but as many searches wait as may")
                .retryAfter(Duration.ofSeconds(1))
                .asException();
    }

    private static ProblemException stopping() {
        return Problem.of(ProblemTypes.PARTITION_UNAVAILABLE, "Expected to search, but this node is stopping")
                .retryAfter(Duration.ofSeconds(1))
                .asException();
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, "reprise-query-" + name);
        thread.setDaemon(true);
        return thread;
    }

    /** Ends all searches with a 503 problem, and begins no others. */
    @Override
    public void close() {
        List<Turn> all;
        synchronized (this) {
            closed = true;
            all = new ArrayList<>(going);
            all.addAll(waiting);
            waiting.clear();
        }
        all.forEach(turn -> turn.search().fail(stopping()));
        steps.shutdown();
        after.shutdown();
    }

    /** A search, and the way that it takes through the partitions, found out when it begins. */
    private record Turn(Search<?> search, Supplier<List<List<Integer>>> walks) {}
}
