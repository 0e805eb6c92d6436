package dev.reprise.query.jobs;

import dev.reprise.query.FoundJob;
import dev.reprise.query.JobFilter;
import dev.reprise.query.JobPart;
import dev.reprise.query.ReadAfter;
import dev.reprise.query.access.Tenants;
import dev.reprise.query.http.ProblemException;
import dev.reprise.query.partition.Futures;
import dev.reprise.query.partition.Place;
import dev.reprise.query.partition.Placement;
import dev.reprise.query.partition.Unavailable;
import dev.reprise.schemas.JobKeys;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.streams.state.HostInfo;

/**
 * Reads that take what there is. What this node has, active or a copy, is read at once; else the node that has the partition is asked
 * and, if it cannot answer, any that keeps a copy. A node asks each other node once.
 */
final class StaleJobs {
    private static final int UNAVAILABLE = 503;

    private final Placement placement;
    private final LocalJobs local;
    private final JobPeers peers;
    private final Tenants tenants;

    StaleJobs(Placement placement, LocalJobs local, JobPeers peers) {
        this(placement, local, peers, Tenants.ALL);
    }

    private StaleJobs(Placement placement, LocalJobs local, JobPeers peers, Tenants tenants) {
        this.placement = placement;
        this.local = local;
        this.peers = peers;
        this.tenants = tenants;
    }

    /** The same, as far as these tenants go: jobs of others look as if they did not exist. */
    StaleJobs within(Tenants some) {
        return new StaleJobs(placement, local, peers, some);
    }

    CompletableFuture<Aged<Optional<FoundJob>>> job(long jobKey, Set<JobPart> parts) {
        return anyJob(jobKey, parts)
                .thenApply(aged -> new Aged<>(
                        aged.value().filter(found -> tenants.include(found.job().getTenantId())), aged.stale()));
    }

    private CompletableFuture<Aged<Optional<FoundJob>>> anyJob(long jobKey, Set<JobPart> parts) {
        int partition = JobKeys.partitionFor(jobKey, placement.partitions());
        return read(
                partition,
                () -> local.job(jobKey, parts, ReadAfter.NOTHING),
                () -> local.copyOfJob(jobKey, parts),
                host -> peers.job(host, jobKey, parts, ReadAfter.NOTHING),
                host -> peers.copyOfJob(host, jobKey, parts));
    }

    /** A page of each partition. */
    CompletableFuture<List<Aged<PartitionPage>>> pages(JobFilter filter, long afterKey, int limit) {
        JobFilter visible = filter.withTenantIds(tenants.narrow(filter.tenantIds()));
        PageRequest request = new PageRequest(visible, afterKey, limit, Set.of());
        List<Integer> copied = new ArrayList<>();
        List<Integer> others = new ArrayList<>();
        Map<HostInfo, List<Integer>> owned = new LinkedHashMap<>();
        for (int partition = 0; partition < placement.partitions(); partition++) {
            Place place = placement.of(partition);
            if (place instanceof Place.There there && !local.hasCopy(partition)) {
                owned.computeIfAbsent(there.host(), host -> new ArrayList<>()).add(partition);
            } else {
                (place instanceof Place.Here ? others : copied).add(partition);
            }
        }
        List<CompletableFuture<List<Aged<PartitionPage>>>> asked = new ArrayList<>();
        owned.forEach((host, partitions) -> asked.add(orCopies(
                peers.pages(host, partitions, request, ReadAfter.NOTHING).thenApply(StaleJobs::fresh),
                partitions,
                request)));
        asked.add(orCopies(
                Futures.of(() -> local.pages(others, request, ReadAfter.NOTHING))
                        .thenApply(StaleJobs::fresh),
                others,
                request));
        asked.add(copies(copied, request));
        return all(asked)
                .thenApply(pages -> pages.stream().flatMap(List::stream).toList());
    }

    private CompletableFuture<List<Aged<PartitionPage>>> orCopies(
            CompletableFuture<List<Aged<PartitionPage>>> pages, List<Integer> partitions, PageRequest request) {
        return pages.exceptionallyCompose(
                fault -> isUnavailable(fault) ? copies(partitions, request) : CompletableFuture.failedFuture(fault));
    }

    private CompletableFuture<List<Aged<PartitionPage>>> copies(List<Integer> partitions, PageRequest request) {
        return all(partitions.stream()
                .map(partition -> copy(
                        partition,
                        () -> local.copyOfPage(partition, request),
                        host -> peers.copyOfPage(host, partition, request),
                        Unavailable.partition(partition, "no node that has a copy of it answers")))
                .toList());
    }

    private <T> CompletableFuture<Aged<T>> read(
            int partition,
            Supplier<CompletableFuture<T>> here,
            Supplier<CompletableFuture<Aged<T>>> copyHere,
            Function<HostInfo, CompletableFuture<T>> there,
            Function<HostInfo, CompletableFuture<Aged<T>>> copyThere) {
        Place place = placement.of(partition);
        CompletableFuture<Aged<T>> first;
        if (place instanceof Place.Here) {
            first = Futures.of(here).thenApply(Aged::fresh);
        } else if (place instanceof Place.There owner && !local.hasCopy(partition)) {
            first = there.apply(owner.host()).thenApply(Aged::fresh);
        } else {
            return copy(partition, copyHere, copyThere, nobody(partition));
        }
        return first.exceptionallyCompose(fault -> isUnavailable(fault)
                ? copy(partition, copyHere, copyThere, cause(fault))
                : CompletableFuture.failedFuture(fault));
    }

    /** From the copy here or, if there is none, from those of others, in turn. */
    private <T> CompletableFuture<Aged<T>> copy(
            int partition,
            Supplier<CompletableFuture<Aged<T>>> here,
            Function<HostInfo, CompletableFuture<Aged<T>>> there,
            Throwable orElse) {
        List<Supplier<CompletableFuture<Aged<T>>>> ways = new ArrayList<>();
        if (local.hasCopy(partition)) {
            ways.add(() -> Futures.of(here));
        }
        placement.copies(partition).forEach(host -> ways.add(() -> there.apply(host)));
        CompletableFuture<Aged<T>> answer = CompletableFuture.failedFuture(orElse);
        for (Supplier<CompletableFuture<Aged<T>>> way : ways) {
            answer = answer.exceptionallyCompose(
                    fault -> isUnavailable(fault) ? way.get() : CompletableFuture.failedFuture(fault));
        }
        return answer;
    }

    private static Throwable nobody(int partition) {
        return Unavailable.partition(partition, "no node that has it or a copy of it answers");
    }

    private static List<Aged<PartitionPage>> fresh(List<PartitionPage> pages) {
        return pages.stream().map(Aged::fresh).toList();
    }

    private static boolean isUnavailable(Throwable fault) {
        return cause(fault) instanceof ProblemException problem
                && problem.problem().type().status() == UNAVAILABLE;
    }

    private static Throwable cause(Throwable fault) {
        return fault instanceof CompletionException && fault.getCause() != null ? fault.getCause() : fault;
    }

    private static <T> CompletableFuture<List<T>> all(List<CompletableFuture<T>> futures) {
        return CompletableFuture.allOf(futures.toArray(CompletableFuture[]::new))
                .thenApply(done -> futures.stream().map(CompletableFuture::join).toList());
    }
}
