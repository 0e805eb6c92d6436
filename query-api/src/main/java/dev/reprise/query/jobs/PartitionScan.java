package dev.reprise.query.jobs;

import dev.reprise.common.JobState;
import dev.reprise.processor.streams.RowIterator;
import dev.reprise.query.FoundJob;
import dev.reprise.query.JobFilter;
import dev.reprise.query.Position;
import dev.reprise.state.Job;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Looks through the jobs of one partition in the order of keys, within a budget. Incidents go by their index. */
final class PartitionScan {
    private final EnginePartition partition;
    private final int number;

    PartitionScan(EnginePartition partition, int number) {
        this.partition = partition;
        this.number = number;
    }

    PartitionPage page(JobFilter filter, long afterKey, int limit, ScanBudget budget) {
        if (afterKey == Long.MAX_VALUE) {
            return new PartitionPage(List.of(), null);
        }
        Position position = LocalJobs.position(partition, number);
        if (filter.state() == JobState.INCIDENT) {
            try (RowIterator<Long> keys = partition.incidents(afterKey + 1)) {
                return new Scan(filter, limit, budget, position).throughKeys(keys);
            }
        }
        try (RowIterator<Job> jobs = partition.jobs(afterKey + 1)) {
            return new Scan(filter, limit, budget, position).through(jobs);
        }
    }

    private final class Scan {
        private final JobFilter filter;
        private final int limit;
        private final ScanBudget budget;
        private final @Nullable Position position;
        private final List<FoundJob> found = new ArrayList<>();
        private int looked;

        private Scan(JobFilter filter, int limit, ScanBudget budget, @Nullable Position position) {
            this.filter = filter;
            this.limit = limit;
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

        private PartitionPage throughKeys(RowIterator<Long> keys) {
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
            if (job == null || !filter.matches(job)) {
                return more;
            }
            found.add(new FoundJob(job, null, null, position));
            return budget.show(job) && found.size() < limit && more;
        }
    }
}
