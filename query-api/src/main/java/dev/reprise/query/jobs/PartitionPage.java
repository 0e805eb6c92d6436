package dev.reprise.query.jobs;

import dev.reprise.query.FoundJob;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one partition has for a page.
 *
 * @param jobs in the order of keys
 * @param scannedTo all up to this key has been looked at; null if all there is
 */
record PartitionPage(List<FoundJob> jobs, @Nullable Long scannedTo) {}
