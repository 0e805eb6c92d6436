package dev.reprise.query.jobs;

import dev.reprise.query.FoundJob;
import dev.reprise.query.JobFilter;
import dev.reprise.query.JobPart;
import dev.reprise.query.ReadAfter;
import dev.reprise.query.search.EntryPage;
import dev.reprise.query.search.JobPartitions;
import dev.reprise.query.search.Mark;
import dev.reprise.query.search.Source;
import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** The jobs that pass a filter, for a search. */
final class JobSource implements Source<FoundJob> {
    private static final int PAGE = 1_000;
    private static final Comparator<FoundJob> BY_KEY =
            Comparator.comparingLong(found -> found.job().getJobKey());

    private final ClusterJobs jobs;
    private final JobFilter filter;
    private final Set<JobPart> parts;
    private final ReadAfter after;

    JobSource(ClusterJobs jobs, JobFilter filter, Set<JobPart> parts, ReadAfter after) {
        this.jobs = jobs;
        this.filter = filter;
        this.parts = parts;
        this.after = after;
    }

    @Override
    public CompletableFuture<EntryPage<FoundJob>> page(int partition, Mark mark) {
        JobFilter here = filter.withKeys(JobPartitions.in(partition, filter.keys(), jobs.partitions()));
        return jobs.page(partition, new PageRequest(here, mark.jobKey(), PAGE, parts), after)
                .thenApply(page -> EntryPage.ofJobs(page.jobs(), page.scannedTo()));
    }

    @Override
    public Comparator<FoundJob> identity() {
        return BY_KEY;
    }

    @Override
    public long bytes(FoundJob entry) {
        return JobBytes.of(entry);
    }
}
