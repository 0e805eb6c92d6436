package dev.reprise.gateway.camunda7;

import dev.reprise.query.FoundJob;
import dev.reprise.query.JobFilter;
import dev.reprise.query.JobQueries;
import dev.reprise.query.JobSearch;
import dev.reprise.query.Matches;
import dev.reprise.query.ReadAfter;
import dev.reprise.query.Selection;
import dev.reprise.state.Job;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

/** The vendor's lists have any order and need not have an end: what is more than the reads can keep at a time is said to be too much. */
final class AllJobs {
    /** Rows of a list without an end, if the reads can keep as many. */
    static final int MOST = 1_000_000;

    private AllJobs() {}

    /** A window of what a query means, in its order. */
    static CompletableFuture<List<Job>> list(JobQueries jobs, TaskQuery query, int first, int most) {
        Selection<FoundJob> window =
                new Selection<>(query::matches, any -> true, query::compare, first, Math.min(most, MOST));
        return jobs.search(query.search(window), ReadAfter.NOTHING)
                .thenApply(Matches::orTooMuch)
                .thenApply(
                        matches -> matches.found().stream().map(FoundJob::job).toList());
    }

    /** How many a query means. */
    static CompletableFuture<Long> count(JobQueries jobs, TaskQuery query) {
        return jobs.search(query.search(Selection.count(query::matches)), ReadAfter.NOTHING)
                .thenApply(Matches::orTooMuch)
                .thenApply(Matches::total);
    }

    /** Shows every job, one after the other, to a visitor; what that says does not matter. */
    static CompletableFuture<Matches<FoundJob>> visit(JobQueries jobs, JobFilter filter, Predicate<Job> visitor) {
        Selection<FoundJob> every = Selection.count(found -> visitor.test(found.job()));
        return jobs.search(JobSearch.of(filter, every), ReadAfter.NOTHING).thenApply(Matches::orTooMuch);
    }
}
