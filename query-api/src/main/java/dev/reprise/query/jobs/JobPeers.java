package dev.reprise.query.jobs;

import dev.reprise.query.FoundJob;
import dev.reprise.query.JobPart;
import dev.reprise.query.Position;
import dev.reprise.query.ReadAfter;
import dev.reprise.query.partition.PeerQuery;
import dev.reprise.query.partition.Peers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.apache.kafka.streams.state.HostInfo;

/** What other nodes are asked for: jobs of their partitions, or of their copies of partitions. {@link PeerRoutes} answers. */
final class JobPeers {
    private final Peers peers;
    private final Duration peerTimeout;
    private final JobWire wire = new JobWire();

    /**
     * @param peerTimeout how long another node has for its answer, on top of what the read itself may wait
     */
    JobPeers(Peers peers, Duration peerTimeout) {
        this.peers = peers;
        this.peerTimeout = peerTimeout;
    }

    CompletableFuture<Optional<FoundJob>> job(HostInfo host, long jobKey, Set<JobPart> parts, ReadAfter after) {
        PeerQuery query = freshness(jobQuery(jobKey, parts), after);
        return peers.get(host, query, JobWire.Found.class, timeout(after))
                .thenApply(found -> Optional.ofNullable(found.job()).map(wire::found));
    }

    CompletableFuture<Aged<Optional<FoundJob>>> copyOfJob(HostInfo host, long jobKey, Set<JobPart> parts) {
        PeerQuery query = jobQuery(jobKey, parts).with(PeerRoutes.COPY, true);
        return peers.get(host, query, JobWire.Found.class, peerTimeout)
                .thenApply(found -> new Aged<>(Optional.ofNullable(found.job()).map(wire::found), found.stale()));
    }

    CompletableFuture<List<PartitionPage>> pages(
            HostInfo host, List<Integer> partitions, PageRequest request, ReadAfter after) {
        PeerQuery query = freshness(PeerQuery.of(PeerRoutes.PAGES), after).withPartitions(partitions);
        return peers.post(host, query, request, JobWire.Pages.class, timeout(after))
                .thenApply(answer -> answer.pages().stream().map(wire::found).toList());
    }

    CompletableFuture<Aged<PartitionPage>> copyOfPage(HostInfo host, int partition, PageRequest request) {
        PeerQuery query = PeerQuery.of(PeerRoutes.PAGES)
                .withPartitions(List.of(partition))
                .with(PeerRoutes.COPY, true);
        return peers.post(host, query, request, JobWire.Pages.class, peerTimeout)
                .thenApply(answer -> {
                    JobWire.Page page = answer.pages().get(0);
                    return new Aged<>(wire.found(page), page.stale());
                });
    }

    private static PeerQuery jobQuery(long jobKey, Set<JobPart> parts) {
        return PeerQuery.of("/jobs/" + jobKey)
                .with(
                        PeerRoutes.PARTS,
                        parts.isEmpty()
                                ? null
                                : parts.stream().map(JobPart::name).sorted().collect(Collectors.joining(",")));
    }

    private static PeerQuery freshness(PeerQuery query, ReadAfter after) {
        Position position = after.position();
        return query.with("after", position == null ? null : position.text())
                .with("wait", after.longest().toMillis());
    }

    private Duration timeout(ReadAfter after) {
        return after.position() == null ? peerTimeout : peerTimeout.plus(after.longest());
    }
}
