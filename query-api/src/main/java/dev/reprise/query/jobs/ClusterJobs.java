package dev.reprise.query.jobs;

import dev.reprise.query.FoundJob;
import dev.reprise.query.JobFilter;
import dev.reprise.query.JobPage;
import dev.reprise.query.JobPart;
import dev.reprise.query.JobQueries;
import dev.reprise.query.Position;
import dev.reprise.query.QuerySettings;
import dev.reprise.query.ReadAfter;
import dev.reprise.query.partition.Futures;
import dev.reprise.query.partition.Gather;
import dev.reprise.query.partition.PeerQuery;
import dev.reprise.query.partition.Peers;
import dev.reprise.query.partition.Place;
import dev.reprise.query.partition.Placement;
import dev.reprise.query.partition.Unavailable;
import dev.reprise.schemas.JobKeys;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.apache.kafka.streams.state.HostInfo;

/** Jobs of the whole cluster: read here if they are here, and asked of the node that has them if not. */
final class ClusterJobs implements JobQueries {
    private final Placement placement;
    private final LocalJobs local;
    private final Peers peers;
    private final QuerySettings settings;
    private final JobWire wire = new JobWire();

    ClusterJobs(Placement placement, LocalJobs local, Peers peers, QuerySettings settings) {
        this.placement = placement;
        this.local = local;
        this.peers = peers;
        this.settings = settings;
    }

    @Override
    public CompletableFuture<Optional<FoundJob>> job(long jobKey, Set<JobPart> parts, ReadAfter after) {
        int partition = JobKeys.partitionFor(jobKey, placement.partitions());
        Place place = placement.of(partition);
        if (place instanceof Place.There there) {
            return askJob(there.host(), jobKey, parts, after);
        }
        if (place instanceof Place.Nowhere nowhere) {
            return CompletableFuture.failedFuture(Unavailable.partition(partition, nowhere.why()));
        }
        return Futures.of(() -> local.job(jobKey, parts, after));
    }

    @Override
    public CompletableFuture<JobPage> jobs(JobFilter filter, long afterKey, int limit, ReadAfter after) {
        return Gather.all(
                        placement,
                        partitions -> Futures.of(() -> local.pages(partitions, filter, afterKey, limit, after)),
                        (host, partitions) -> peers.get(
                                        host,
                                        freshness(PeerRoutes.query(filter, afterKey, limit), after)
                                                .withPartitions(partitions),
                                        JobWire.Pages.class,
                                        timeout(after))
                                .thenApply(answer ->
                                        answer.pages().stream().map(wire::found).toList()))
                .thenApply(pages ->
                        PageMerge.merge(pages.stream().flatMap(List::stream).toList(), limit));
    }

    private CompletableFuture<Optional<FoundJob>> askJob(
            HostInfo host, long jobKey, Set<JobPart> parts, ReadAfter after) {
        PeerQuery query = freshness(PeerQuery.of("/jobs/" + jobKey), after)
                .with(
                        PeerRoutes.PARTS,
                        parts.isEmpty()
                                ? null
                                : parts.stream().map(JobPart::name).sorted().collect(Collectors.joining(",")));
        return peers.get(host, query, JobWire.Found.class, timeout(after))
                .thenApply(found -> Optional.ofNullable(found.job()).map(wire::found));
    }

    private static PeerQuery freshness(PeerQuery query, ReadAfter after) {
        Position position = after.position();
        return query.with("after", position == null ? null : position.text())
                .with("wait", after.longest().toMillis());
    }

    private Duration timeout(ReadAfter after) {
        return after.position() == null
                ? settings.peerTimeout()
                : settings.peerTimeout().plus(after.longest());
    }
}
