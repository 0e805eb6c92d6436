package dev.reprise.query.stats;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reprise.common.JobState;
import dev.reprise.query.FoundJob;
import dev.reprise.query.JobFilter;
import dev.reprise.query.JobQueries;
import dev.reprise.query.JobSearch;
import dev.reprise.query.Matches;
import dev.reprise.query.ReadAfter;
import dev.reprise.query.Selection;
import dev.reprise.state.Job;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The figures of some tenants. The counts that the read model keeps are of all tenants together, so these are counted by looking at
 * the jobs: as new as the engine, as dear as a search, and bounded like one.
 */
final class TenantStats {
    private record Kind(String type, JobState state) {}

    private final long now;
    private final Map<Kind, Long> counts = new HashMap<>();
    private long backlog;
    private @Nullable Instant oldest;

    private TenantStats(long now) {
        this.now = now;
    }

    /**
     * @param jobs the jobs of these tenants and no others
     */
    static CompletableFuture<ObjectNode> of(JobQueries jobs, long now) {
        TenantStats stats = new TenantStats(now);
        JobSearch all = JobSearch.of(JobFilter.ALL, Selection.count(stats::count));
        return jobs.search(all, ReadAfter.NOTHING).thenApply(Matches::orTooMuch).thenApply(counted -> stats.json());
    }

    private boolean count(FoundJob found) {
        Job job = found.job();
        counts.merge(new Kind(job.getType(), job.getState()), 1L, Long::sum);
        if (job.getDueAt() > 0) {
            Instant due = Instant.ofEpochMilli(job.getDueAt());
            oldest = oldest == null || due.isBefore(oldest) ? due : oldest;
            backlog += job.getDueAt() <= now ? 1 : 0;
        }
        return true;
    }

    private ObjectNode json() {
        List<CountFigures.Count> all = new ArrayList<>();
        counts.forEach((kind, jobs) -> all.add(new CountFigures.Count(kind.type(), kind.state(), jobs)));
        ObjectNode json = StatsJson.of(
                List.of(new DueFigures(0, null, oldest, backlog, false)),
                List.of(new CountFigures(0, all, null, null)));
        json.putArray("partitions"); // they are of all tenants together
        return json;
    }
}
