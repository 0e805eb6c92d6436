package dev.reprise.query.search;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some entries of one partition, in the order of job keys.
 *
 * @param scannedTo all up to this job key has been looked at; null if all there is
 */
public record EntryPage<T>(List<T> entries, @Nullable Long scannedTo) {}
