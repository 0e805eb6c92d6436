package dev.reprise.query.jobs;

import dev.reprise.query.FoundJob;
import dev.reprise.query.JobFilter;
import dev.reprise.query.JobPage;
import dev.reprise.query.JobPart;
import dev.reprise.query.JobQueries;
import dev.reprise.query.JobSearch;
import dev.reprise.query.Matches;
import dev.reprise.query.QuerySettings;
import dev.reprise.query.ReadAfter;
import dev.reprise.query.partition.Futures;
import dev.reprise.query.partition.Gather;
import dev.reprise.query.partition.Place;
import dev.reprise.query.partition.Placement;
import dev.reprise.query.partition.Unavailable;
import dev.reprise.query.search.JobPartitions;
import dev.reprise.query.search.Searches;
import dev.reprise.schemas.JobKeys;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** Jobs of the whole cluster: read here if they are here, and asked of the node that has them if not. */
final class ClusterJobs implements JobQueries {
    private final Placement placement;
    private final LocalJobs local;
    private final JobPeers peers;
    private final Searches searches;
    private final QuerySettings settings;

    ClusterJobs(Placement placement, LocalJobs local, JobPeers peers, Searches searches, QuerySettings settings) {
        this.placement = placement;
        this.local = local;
        this.peers = peers;
        this.searches = searches;
        this.settings = settings;
    }

    @Override
    public CompletableFuture<Optional<FoundJob>> job(long jobKey, Set<JobPart> parts, ReadAfter after) {
        int partition = JobKeys.partitionFor(jobKey, placement.partitions());
        Place place = placement.of(partition);
        if (place instanceof Place.There there) {
            return peers.job(there.host(), jobKey, parts, after);
        }
        if (place instanceof Place.Nowhere nowhere) {
            return CompletableFuture.failedFuture(Unavailable.partition(partition, nowhere.why()));
        }
        return Futures.of(() -> local.job(jobKey, parts, after));
    }

    @Override
    public CompletableFuture<JobPage> jobs(JobFilter filter, long afterKey, int limit, ReadAfter after) {
        PageRequest request = new PageRequest(filter, afterKey, limit, Set.of());
        return Gather.all(
                        placement,
                        partitions -> Futures.of(() -> local.pages(partitions, request, after)),
                        (host, partitions) -> peers.pages(host, partitions, request, after))
                .thenApply(pages ->
                        PageMerge.merge(pages.stream().flatMap(List::stream).toList(), limit));
    }

    @Override
    public CompletableFuture<Matches<FoundJob>> search(JobSearch search, ReadAfter after) {
        Set<Long> keys = search.filter().keys();
        Collection<Integer> partitions = JobPartitions.of(keys, placement.partitions());
        return searches.begin(
                        placement,
                        partitions,
                        new JobSource(this, search.filter(), search.selectBy(), after),
                        search.selection())
                .thenCompose(matches -> new WindowParts(this, settings).read(matches, search, after));
    }

    /** A page of one partition, wherever it is. */
    CompletableFuture<PartitionPage> page(int partition, PageRequest request, ReadAfter after) {
        Place place = placement.of(partition);
        if (place instanceof Place.There there) {
            return peers.pages(there.host(), List.of(partition), request, after).thenApply(pages -> pages.get(0));
        }
        if (place instanceof Place.Nowhere nowhere) {
            return CompletableFuture.failedFuture(Unavailable.partition(partition, nowhere.why()));
        }
        return Futures.of(() -> local.pages(List.of(partition), request, after)).thenApply(pages -> pages.get(0));
    }

    int partitions() {
        return placement.partitions();
    }
}
