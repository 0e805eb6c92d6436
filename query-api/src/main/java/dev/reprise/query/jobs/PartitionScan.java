package dev.reprise.query.jobs;

import dev.reprise.common.JobState;
import dev.reprise.processor.streams.RowIterator;
import dev.reprise.query.FoundJob;
import dev.reprise.query.JobFilter;
import dev.reprise.query.Position;
import dev.reprise.schemas.JobKeys;
import dev.reprise.state.Job;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Looks through the jobs of one partition in the order of keys, within a budget. Incidents go by their index, keys are looked up. */
final class PartitionScan {
    private static final Set<JobState> INCIDENT_ALONE = Set.of(JobState.INCIDENT);

    private final EnginePartition partition;
    private final int number;
    private final int partitions;

    /**
     * @param number of the partition
     * @param partitions how many there are
     */
    PartitionScan(EnginePartition partition, int number, int partitions) {
        this.partition = partition;
        this.number = number;
        this.partitions = partitions;
    }

    PartitionPage page(PageRequest request, ScanBudget budget) {
        long afterKey = request.afterKey();
        if (afterKey == Long.MAX_VALUE) {
            return new PartitionPage(List.of(), null);
        }
        JobFilter filter = request.filter();
        Scan scan = new Scan(request, budget, LocalJobs.position(partition, number));
        Set<Long> wanted = filter.keys();
        if (wanted != null) {
            return scan.throughKeys(wanted.stream()
                    .filter(key -> key > afterKey && JobKeys.partitionFor(key, partitions) == number)
                    .sorted()
                    .iterator());
        }
        if (INCIDENT_ALONE.equals(filter.states())) {
            try (RowIterator<Long> keys = partition.incidents(afterKey + 1)) {
                return scan.throughKeys(keys);
            }
        }
        try (RowIterator<Job> jobs = partition.jobs(afterKey + 1)) {
            return scan.through(jobs);
        }
    }

    private final class Scan {
        private final PageRequest request;
        private final ScanBudget budget;
        private final @Nullable Position position;
        private final List<FoundJob> found = new ArrayList<>();
        private int looked;

        private Scan(PageRequest request, ScanBudget budget, @Nullable Position position) {
            this.request = request;
            this.budget = budget;
            this.position = position;
        }

        private PartitionPage through(RowIterator<Job> jobs) {
            while (jobs.hasNext()) {
                Job job = jobs.next();
                if (!goesOn(job)) {
                    return new PartitionPage(found, job.getJobKey());
                }
            }
            return new PartitionPage(found, null);
        }

        private PartitionPage throughKeys(Iterator<Long> keys) {
            while (keys.hasNext()) {
                long key = keys.next();
                if (!goesOn(partition.job(key).orElse(null))) {
                    return new PartitionPage(found, key);
                }
            }
            return new PartitionPage(found, null);
        }

        /** Takes the job if it is wanted; whether to look at another. A job that is gone since the index was read is null. */
        private boolean goesOn(@Nullable Job job) {
            looked++;
            boolean more = budget.look(looked);
            if (job == null || !request.filter().matches(job)) {
                return more;
            }
            FoundJob match = LocalJobs.found(partition, job, request.parts(), position);
            found.add(match);
            return budget.show(match) && found.size() < request.limit() && more;
        }
    }
}
