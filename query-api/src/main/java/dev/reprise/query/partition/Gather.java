package dev.reprise.query.partition;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.apache.kafka.streams.state.HostInfo;

/** Asks for all partitions wherever they are, the nodes at the same time. Either all answer, or there is a 503 problem. */
public final class Gather {
    private Gather() {}

    /**
     * The answers, one for each node.
     *
     * @param here answers for these partitions of this node
     * @param there answers for these partitions of another node
     */
    public static <T> CompletableFuture<List<T>> all(
            Placement placement,
            Function<List<Integer>, CompletableFuture<T>> here,
            BiFunction<HostInfo, List<Integer>, CompletableFuture<T>> there) {
        List<Integer> local = new ArrayList<>();
        Map<HostInfo, List<Integer>> remote = new LinkedHashMap<>();
        for (int partition = 0; partition < placement.partitions(); partition++) {
            Place place = placement.of(partition);
            if (place instanceof Place.There other) {
                remote.computeIfAbsent(other.host(), host -> new ArrayList<>()).add(partition);
            } else if (place instanceof Place.Nowhere nowhere) {
                return CompletableFuture.failedFuture(Unavailable.partition(partition, nowhere.why()));
            } else {
                local.add(partition);
            }
        }
        List<CompletableFuture<T>> asked = new ArrayList<>();
        remote.forEach((host, partitions) -> asked.add(there.apply(host, partitions)));
        if (!local.isEmpty()) {
            asked.add(here.apply(local)); // last: what is here is read while the others look
        }
        return CompletableFuture.allOf(asked.toArray(CompletableFuture[]::new))
                .thenApply(all -> asked.stream().map(CompletableFuture::join).toList());
    }
}
