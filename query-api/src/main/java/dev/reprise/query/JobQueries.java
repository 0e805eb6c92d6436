package dev.reprise.query;

import dev.reprise.query.access.Tenants;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Jobs, wherever in the cluster they live. Every future can fail with a {@link dev.reprise.query.http.ProblemException} of status
 * 503, while a partition cannot be read or is not as new as asked for; there is never an answer with less than there is. What is on
 * this node is read at once, by the caller's thread; waiting, asking other nodes and searching hold no thread.
 */
public interface JobQueries {
    /** The job; empty if there is none. */
    CompletableFuture<Optional<FoundJob>> job(long jobKey, Set<JobPart> parts, ReadAfter after);

    /**
     * Jobs with keys above {@code afterKey} (0 for all).
     *
     * @param limit most jobs of the page, 1 or more
     */
    CompletableFuture<JobPage> jobs(JobFilter filter, long afterKey, int limit, ReadAfter after);

    /**
     * All jobs of a kind, of which a window is shown. Each job is looked at once, by itself, as it is at that moment: one that changes
     * while the search goes on is seen before its change or after it.
     *
     * <p>A search is bounded by {@link QuerySettings#searchTime} and {@link QuerySettings#searchBytes}; beyond, its answer is not
     * {@link Matches#complete}. Searches of a node take turns, page by page; so many at a time that one more is refused (503).
     */
    CompletableFuture<Matches<FoundJob>> search(JobSearch search, ReadAfter after);

    /** The same, with the jobs of these tenants and no others: those of others are as good as none. */
    default JobQueries within(Tenants tenants) {
        return tenants.all() ? this : new TenantJobs(this, tenants);
    }

    /** The job as it is now, without payload and details. */
    default CompletableFuture<Optional<FoundJob>> job(long jobKey) {
        return job(jobKey, Set.of(), ReadAfter.NOTHING);
    }
}
