package dev.reprise.query.search;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some entries of one partition, in the order of job keys.
 *
 * @param scannedTo all up to here has been looked at; null if all there is
 */
public record EntryPage<T>(List<T> entries, @Nullable Mark scannedTo) {
    /** Entries that belong to whole jobs. */
    public static <T> EntryPage<T> ofJobs(List<T> entries, @Nullable Long scannedTo) {
        return new EntryPage<>(entries, scannedTo == null ? null : Mark.after(scannedTo));
    }
}
