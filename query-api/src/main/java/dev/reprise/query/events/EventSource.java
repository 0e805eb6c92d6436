package dev.reprise.query.events;

import dev.reprise.query.EventFilter;
import dev.reprise.query.FoundEvent;
import dev.reprise.query.FoundJob;
import dev.reprise.query.JobQueries;
import dev.reprise.query.ReadAfter;
import dev.reprise.query.readmodel.JobMark;
import dev.reprise.query.search.EntryPage;
import dev.reprise.query.search.JobPartitions;
import dev.reprise.query.search.Mark;
import dev.reprise.query.search.Source;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The events that pass a filter, for a search. Of jobs that are named, they are as new as the jobs are in the engine. */
final class EventSource implements Source<FoundEvent> {
    private static final Comparator<FoundEvent> BY_JOB =
            Comparator.comparingLong(FoundEvent::jobKey).thenComparingLong(FoundEvent::sequence);

    private final EventPages pages;
    private final JobQueries jobs;
    private final EventFilter filter;
    private final int partitions;
    private final ReadAfter after;

    EventSource(EventPages pages, JobQueries jobs, EventFilter filter, int partitions, ReadAfter after) {
        this.pages = pages;
        this.jobs = jobs;
        this.filter = filter;
        this.partitions = partitions;
        this.after = after;
    }

    @Override
    public CompletableFuture<EntryPage<FoundEvent>> page(int partition, Mark mark) {
        Set<Long> keys = JobPartitions.in(partition, filter.keys(), partitions);
        return keys == null ? pages.page(partition, request(mark, null)) : ofNextJob(partition, mark, keys);
    }

    private CompletableFuture<EntryPage<FoundEvent>> ofNextJob(int partition, Mark mark, Set<Long> keys) {
        List<Long> next = keys.stream()
                .filter(key -> key > mark.jobKey() || key == mark.jobKey() && mark.sequence() != Mark.WHOLE)
                .limit(2)
                .toList();
        if (next.isEmpty()) {
            return CompletableFuture.completedFuture(new EntryPage<>(List.of(), null));
        }
        long jobKey = next.get(0);
        Mark end = next.size() == 1 ? null : Mark.after(jobKey);
        return jobs.job(jobKey, Set.of(), after).thenCompose(found -> {
            if (found.isEmpty()) {
                return CompletableFuture.completedFuture(new EntryPage<>(List.of(), end));
            }
            JobMark job = JobMark.of(jobKey, found.map(FoundJob::job));
            return pages.page(partition, request(mark, job))
                    .thenApply(
                            page -> new EntryPage<>(page.entries(), page.scannedTo() == null ? end : page.scannedTo()));
        });
    }

    private EventPages.Request request(Mark mark, @Nullable JobMark job) {
        return new EventPages.Request(
                filter.withKeys(null), mark, job, after.longest().toMillis());
    }

    @Override
    public Comparator<FoundEvent> identity() {
        return BY_JOB;
    }

    @Override
    public long bytes(FoundEvent entry) {
        return Slim.bytes(entry.event());
    }
}
