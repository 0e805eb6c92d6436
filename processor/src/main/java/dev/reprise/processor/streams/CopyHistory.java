package dev.reprise.processor.streams;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Where changelogs ended at some moments of the last minute: once a copy has come as far as that, it has all that was durable then.
 *
 * <p>A copy that lacks one offset lacks nothing: behind every durable record lies the mark that made it so (a transaction's), so
 * that a record that is missing is missing with its mark. The last offset alone is a mark, or of a transaction that is still open.
 */
final class CopyHistory {
    private static final int KEPT = 120;
    private static final long LACKS_NOTHING = 1;
    /** The stores that jobs are shown from. */
    private static final List<String> STORES =
            List.of(StoreNames.JOBS, StoreNames.JOB_PAYLOADS, StoreNames.ERROR_DETAILS);

    /**
     * How far a copy of a store has come.
     *
     * @param position offset that comes next
     * @param end offset behind the last record of the changelog, durable or not
     */
    record Reach(long position, long end) {}

    /**
     * @param ends of changelogs, by store and partition
     */
    private record Look(long at, Map<String, Map<Integer, Long>> ends) {}

    private final Deque<Look> looks = new ArrayDeque<>();

    /**
     * Takes note of how things stand. Used by one thread.
     *
     * @param at when the looking began, in epoch milliseconds
     */
    CopyAges look(long at, Map<String, Map<Integer, Reach>> lags) {
        Map<String, Map<Integer, Long>> ends = new HashMap<>();
        lags.forEach((store, partitions) -> partitions.forEach((partition, lag) ->
                ends.computeIfAbsent(store, name -> new HashMap<>()).put(partition, lag.end())));
        looks.addFirst(new Look(at, ends));
        if (looks.size() > KEPT) {
            looks.removeLast();
        }
        List<Look> newestFirst = List.copyOf(looks);
        return partition -> new CopyAge(behind(lags, partition), asOf(newestFirst, lags, partition));
    }

    private static OptionalLong behind(Map<String, Map<Integer, Reach>> lags, int partition) {
        Reach lag = lags.getOrDefault(StoreNames.JOBS, Map.of()).get(partition);
        if (lag == null) {
            return OptionalLong.empty();
        }
        long lacks = lag.end() - lag.position();
        return OptionalLong.of(lacks <= LACKS_NOTHING ? 0 : lacks);
    }

    private static Optional<Instant> asOf(
            List<Look> newestFirst, Map<String, Map<Integer, Reach>> lags, int partition) {
        return newestFirst.stream()
                .filter(look -> STORES.stream().allMatch(store -> has(look, lags, store, partition)))
                .findFirst()
                .map(look -> Instant.ofEpochMilli(look.at));
    }

    private static boolean has(Look look, Map<String, Map<Integer, Reach>> lags, String store, int partition) {
        Reach now = lags.getOrDefault(store, Map.of()).get(partition);
        Long end = look.ends.getOrDefault(store, Map.of()).get(partition);
        return now != null && end != null && now.position() >= end - LACKS_NOTHING;
    }
}
