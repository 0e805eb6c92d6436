package dev.reprise.query.search;

import java.util.Comparator;
import java.util.concurrent.CompletableFuture;

/** What is searched, partition by partition. */
public interface Source<T> {
    /**
     * Entries after this mark, from wherever the partition is at the moment. What is on this node may be read at once
     * by the caller's thread.
     */
    CompletableFuture<EntryPage<T>> page(int partition, Mark after);

    /** Tells any two entries apart. */
    Comparator<T> identity();

    /** About how much memory the entry takes. */
    long bytes(T entry);
}
