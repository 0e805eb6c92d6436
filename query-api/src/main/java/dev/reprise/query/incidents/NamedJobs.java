package dev.reprise.query.incidents;

import dev.reprise.query.FoundIncident;
import dev.reprise.query.IncidentFilter;
import dev.reprise.query.ReadAfter;
import dev.reprise.query.search.EntryPage;
import dev.reprise.query.search.JobPartitions;
import dev.reprise.query.search.Mark;
import dev.reprise.query.search.Source;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** The newest incidents of jobs that a filter names: looked up, and as new as the engine has them. */
final class NamedJobs implements Source<FoundIncident> {
    private static final int PAGE = 100;

    private final OneByOne oneByOne;
    private final IncidentFilter filter;
    private final Set<Long> keys;
    private final int partitions;
    private final ReadAfter after;

    NamedJobs(OneByOne oneByOne, IncidentFilter filter, Set<Long> keys, int partitions, ReadAfter after) {
        this.oneByOne = oneByOne;
        this.filter = filter;
        this.keys = keys;
        this.partitions = partitions;
        this.after = after;
    }

    @Override
    public CompletableFuture<EntryPage<FoundIncident>> page(int partition, Mark mark) {
        List<Long> next = JobPartitions.of(partition, keys, partitions).stream()
                .filter(key -> key > mark.jobKey())
                .limit(PAGE)
                .toList();
        return oneByOne.read(next, after)
                .thenApply(found -> EntryPage.ofJobs(
                        found.stream().filter(filter::matches).toList(),
                        next.size() < PAGE ? null : next.get(PAGE - 1)));
    }

    @Override
    public Comparator<FoundIncident> identity() {
        return Comparator.comparingLong(FoundIncident::jobKey);
    }

    @Override
    public long bytes(FoundIncident entry) {
        return IncidentSource.size(entry);
    }
}
