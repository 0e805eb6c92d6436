package dev.reprise.query.jobs;

import dev.reprise.query.FoundJob;
import dev.reprise.query.JobPart;
import dev.reprise.query.Position;
import dev.reprise.query.QuerySettings;
import dev.reprise.query.ReadAfter;
import dev.reprise.query.http.Problem;
import dev.reprise.query.http.ProblemTypes;
import dev.reprise.query.partition.Unavailable;
import dev.reprise.query.partition.Waiting;
import dev.reprise.schemas.JobKeys;
import dev.reprise.state.Job;
import dev.reprise.state.JobPayload;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Jobs of the partitions that are on this node; a 503 problem for all others. */
final class LocalJobs {
    private final EngineStores stores;
    private final int partitions;
    private final QuerySettings settings;
    private final Waiting waiting;

    LocalJobs(EngineStores stores, int partitions, QuerySettings settings, Waiting waiting) {
        this.stores = stores;
        this.partitions = partitions;
        this.settings = settings;
        this.waiting = waiting;
    }

    CompletableFuture<Optional<FoundJob>> job(long jobKey, Set<JobPart> parts, ReadAfter after) {
        int number = JobKeys.partitionFor(jobKey, partitions);
        return await(List.of(number), after).thenApply(reached -> read(number, jobKey, parts));
    }

    /** A page of each of these partitions, in their order. */
    CompletableFuture<List<PartitionPage>> pages(List<Integer> numbers, PageRequest request, ReadAfter after) {
        return await(numbers, after).thenApply(reached -> {
            List<PartitionPage> pages = new ArrayList<>(numbers.size());
            for (int number : numbers) {
                ScanBudget budget = ScanBudget.shared(settings, numbers.size(), System::nanoTime);
                pages.add(new PartitionScan(stores.partition(number), number, partitions).page(request, budget));
            }
            return pages;
        });
    }

    /** Whether a copy of the partition is here, behind or not. */
    boolean hasCopy(int partition) {
        return stores.hasCopy(partition);
    }

    /** The job as the copy here has it. */
    CompletableFuture<Aged<Optional<FoundJob>>> copyOfJob(long jobKey, Set<JobPart> parts) {
        int number = JobKeys.partitionFor(jobKey, partitions);
        return staleness(number).thenApply(stale -> {
            EnginePartition copy = stores.copy(number);
            return new Aged<>(copy.job(jobKey).map(job -> found(copy, job, parts, null)), stale);
        });
    }

    /** A page of the copy here. */
    CompletableFuture<Aged<PartitionPage>> copyOfPage(int number, PageRequest request) {
        return staleness(number).thenApply(stale -> {
            ScanBudget budget = ScanBudget.shared(settings, partitions, System::nanoTime);
            PartitionScan scan = new PartitionScan(stores.copy(number), number, partitions);
            return new Aged<>(scan.page(request, budget), stale);
        });
    }

    /** Asked for before anything is read, so that what is read is no older. */
    private CompletableFuture<Staleness> staleness(int number) {
        return stores.hasCopy(number)
                ? stores.staleness(number)
                : CompletableFuture.failedFuture(Unavailable.partition(number, "the node that was asked has no copy"));
    }

    private Optional<FoundJob> read(int number, long jobKey, Set<JobPart> parts) {
        EnginePartition partition = stores.partition(number);
        Position position = position(partition, number);
        return partition.job(jobKey).map(job -> found(partition, job, parts, position));
    }

    static FoundJob found(EnginePartition partition, Job job, Set<JobPart> parts, @Nullable Position position) {
        return new FoundJob(
                job,
                payload(partition, job, parts),
                parts.contains(JobPart.ERROR_DETAILS) ? errorDetails(partition, job) : null,
                position);
    }

    private static @Nullable JobPayload payload(EnginePartition partition, Job job, Set<JobPart> parts) {
        boolean whole = parts.contains(JobPart.PAYLOAD);
        if (!whole && !parts.contains(JobPart.HEADERS)) {
            return null;
        }
        JobPayload payload = partition.payload(job.getJobKey()).orElse(null);
        return payload == null || whole ? payload : new JobPayload(Map.of(), payload.getHeaders(), Map.of());
    }

    /** To be asked for before rows are read: they are at least as new. */
    static @Nullable Position position(EnginePartition partition, int number) {
        OptionalLong processed = partition.processed();
        return processed.isPresent() && processed.getAsLong() >= 0 ? new Position(number, processed.getAsLong()) : null;
    }

    private static @Nullable String errorDetails(EnginePartition partition, Job job) {
        return job.getHasErrorDetails()
                ? partition.errorDetails(job.getJobKey()).orElse(null)
                : null;
    }

    /** Waits if one of the partitions has to reach a position. */
    private CompletableFuture<Boolean> await(List<Integer> numbers, ReadAfter after) {
        Position wanted = after.position();
        if (wanted == null || !numbers.contains(wanted.partition())) {
            return CompletableFuture.completedFuture(true);
        }
        EnginePartition partition = stores.partition(wanted.partition());
        return waiting.until(() -> partition.processed().orElse(-1) >= wanted.offset(), after.longest())
                .thenApply(reached -> {
                    if (!reached) {
                        throw notReached(wanted, partition.processed(), after.longest());
                    }
                    return true;
                });
    }

    private static RuntimeException notReached(Position wanted, OptionalLong processed, Duration waited) {
        String now = processed.isPresent() ? "it is at " + processed.getAsLong() : "it has not said where it is";
        return Problem.of(
                        ProblemTypes.POSITION_NOT_REACHED,
                        "Expected partition %d to process offset %d within %d ms, but %s. The write itself is not in doubt."
                                .formatted(wanted.partition(), wanted.offset(), waited.toMillis(), now))
                .with("position", wanted.text())
                .retryAfter(Duration.ofSeconds(1))
                .asException();
    }
}
