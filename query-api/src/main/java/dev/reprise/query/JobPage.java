package dev.reprise.query;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of jobs in the order of their keys.
 *
 * @param jobs may be fewer than asked for, or none, with more to come: a page takes only so much time
 * @param nextAfter where the next page begins: with the first key above this one; null at the end
 */
public record JobPage(List<FoundJob> jobs, @Nullable Long nextAfter) {}
