package dev.reprise.processor.streams;

import dev.reprise.processor.streams.CopyHistory.Reach;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.LagInfo;

/**
 * The copies of partitions that are on this node, as new as the partition or not: active ones, those that are being restored, and
 * standbys. Safe for use by many threads.
 */
public final class Copies implements AutoCloseable {
    /** Brokers are asked for the ends of changelogs at most this often. */
    private static final long FRESH_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    /** Longest that a read waits for them. */
    private static final long PATIENCE_MILLIS = 1000;

    private record Looked(long atNanos, CopyAges ages) {}

    private final KafkaStreams streams;
    private final IntFunction<PartitionReads> reads;
    private final CopyHistory history = new CopyHistory();
    /** Asking may take as long as brokers cannot be reached; nobody waits for so long. */
    private final ExecutorService asker = Executors.newSingleThreadExecutor(task -> daemon(task, "reprise-copy-ages"));

    /** For what follows on an age: the rest of a read. */
    private final ExecutorService answers = Executors.newCachedThreadPool(task -> daemon(task, "reprise-copy-reads"));

    private CompletableFuture<Looked> looking = CompletableFuture.completedFuture(
            new Looked(System.nanoTime() - FRESH_NANOS, partition -> CopyAge.UNKNOWN));

    Copies(KafkaStreams streams, IntFunction<PartitionReads> reads) {
        this.streams = streams;
        this.reads = reads;
    }

    /** Whether this node has a copy of the partition, of whatever age. */
    public boolean has(int partition) {
        // By looking: what Kafka Streams says of its threads leaves out standbys that it has taken on since.
        return reads.apply(partition).isHere();
    }

    /** Reads of the copy. */
    public PartitionReads partition(int partition) {
        return reads.apply(partition);
    }

    /**
     * How old the copy is at least as new as; what is read from it afterwards is no older. Known within a second, or not at all:
     * the future never fails.
     */
    public CompletableFuture<CopyAge> age(int partition) {
        CompletableFuture<Looked> look = look();
        if (look.isDone()) {
            return CompletableFuture.completedFuture(look.join().ages.of(partition));
        }
        return look.thenApply(looked -> looked.ages.of(partition))
                .completeOnTimeout(CopyAge.UNKNOWN, PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
                .thenApplyAsync(Function.identity(), answers);
    }

    private synchronized CompletableFuture<Looked> look() {
        boolean old = looking.isDone() && System.nanoTime() - looking.join().atNanos >= FRESH_NANOS;
        if (old) {
            try {
                looking = CompletableFuture.supplyAsync(this::lookNow, asker);
            } catch (RejectedExecutionException e) {
                return looking; // closed
            }
        }
        return looking;
    }

    private Looked lookNow() {
        long at = Clocks.SYSTEM.wall().getAsLong();
        CopyAges ages;
        try {
            ages = history.look(at, reaches(streams.allLocalStorePartitionLags()));
        } catch (RuntimeException e) {
            // Not running, or no broker says where changelogs end: then nothing is known, and that is said.
            ages = partition -> CopyAge.UNKNOWN;
        }
        return new Looked(Clocks.SYSTEM.nanos().getAsLong(), ages);
    }

    private static Map<String, Map<Integer, Reach>> reaches(Map<String, Map<Integer, LagInfo>> lags) {
        Map<String, Map<Integer, Reach>> reaches = new HashMap<>();
        lags.forEach((store, partitions) ->
                partitions.forEach((partition, lag) -> reaches.computeIfAbsent(store, name -> new HashMap<>())
                        .put(partition, new Reach(lag.currentOffsetPosition(), lag.endOffsetPosition()))));
        return reaches;
    }

    @Override
    public void close() {
        asker.shutdownNow();
        answers.shutdown();
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }
}
