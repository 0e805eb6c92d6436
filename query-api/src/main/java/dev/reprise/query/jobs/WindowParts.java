package dev.reprise.query.jobs;

import dev.reprise.query.FoundJob;
import dev.reprise.query.JobFilter;
import dev.reprise.query.JobPart;
import dev.reprise.query.JobSearch;
import dev.reprise.query.Matches;
import dev.reprise.query.QuerySettings;
import dev.reprise.query.ReadAfter;
import dev.reprise.query.search.JobPartitions;
import dev.reprise.state.Job;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Adds to the jobs in the window of a search the parts that are to be shown. A job stays as the search saw it; its parts may be newer,
 * or gone if it was purged since. A window whose parts are more than a search may keep is cut short.
 */
final class WindowParts {
    private static final int CHUNK = 200;

    private final ClusterJobs jobs;
    private final QuerySettings settings;

    WindowParts(ClusterJobs jobs, QuerySettings settings) {
        this.jobs = jobs;
        this.settings = settings;
    }

    CompletableFuture<Matches<FoundJob>> read(Matches<FoundJob> matches, JobSearch search, ReadAfter after) {
        Set<JobPart> show = search.show();
        if (search.selectBy().containsAll(show)) {
            return CompletableFuture.completedFuture(matches);
        }
        return new Reading(matches, show, after).goOn();
    }

    private final class Reading {
        private final Matches<FoundJob> matches;
        private final Set<JobPart> show;
        private final ReadAfter after;
        private final List<FoundJob> done = new ArrayList<>();
        private long room = settings.searchBytes();

        private Reading(Matches<FoundJob> matches, Set<JobPart> show, ReadAfter after) {
            this.matches = matches;
            this.show = show;
            this.after = after;
        }

        private CompletableFuture<Matches<FoundJob>> goOn() {
            List<FoundJob> all = matches.found();
            if (done.size() == all.size()) {
                return CompletableFuture.completedFuture(new Matches<>(done, matches.total(), matches.complete()));
            }
            if (room <= 0) {
                return CompletableFuture.completedFuture(new Matches<>(done, matches.total(), false));
            }
            List<FoundJob> chunk = all.subList(done.size(), Math.min(all.size(), done.size() + CHUNK));
            return parts(chunk).thenCompose(found -> {
                for (FoundJob job : chunk) {
                    add(job, found.get(job.job().getJobKey()));
                    if (room <= 0) {
                        break;
                    }
                }
                return goOn();
            });
        }

        private void add(FoundJob seen, @Nullable FoundJob now) {
            FoundJob whole =
                    now != null && now.job().getCreatedAt() == seen.job().getCreatedAt()
                            ? new FoundJob(seen.job(), now.payload(), now.errorDetails(), seen.position())
                            : seen;
            room -= JobBytes.of(whole);
            done.add(whole);
        }

        private CompletableFuture<Map<Long, FoundJob>> parts(List<FoundJob> chunk) {
            Set<Long> keys = new HashSet<>();
            chunk.stream().map(FoundJob::job).map(Job::getJobKey).forEach(keys::add);
            Map<Long, FoundJob> found = new HashMap<>();
            CompletableFuture<Void> all = CompletableFuture.completedFuture(null);
            for (int partition : JobPartitions.of(keys, jobs.partitions())) {
                JobFilter filter = JobFilter.ALL.withKeys(JobPartitions.in(partition, keys, jobs.partitions()));
                all = all.thenCompose(before -> collect(partition, filter, 0, found));
            }
            return all.thenApply(end -> found);
        }

        private CompletableFuture<Void> collect(
                int partition, JobFilter filter, long afterKey, Map<Long, FoundJob> found) {
            return jobs.page(partition, new PageRequest(filter, afterKey, CHUNK, show), after)
                    .thenCompose(page -> {
                        page.jobs().forEach(job -> found.put(job.job().getJobKey(), job));
                        Long scannedTo = page.scannedTo();
                        return scannedTo == null
                                ? CompletableFuture.completedFuture(null)
                                : collect(partition, filter, scannedTo, found);
                    });
        }
    }
}
