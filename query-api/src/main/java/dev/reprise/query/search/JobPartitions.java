package dev.reprise.query.search;

import dev.reprise.schemas.JobKeys;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The partitions that jobs are in. */
public final class JobPartitions {
    private JobPartitions() {}

    /** Those of these jobs; all of them if no jobs are named. */
    public static Collection<Integer> of(@Nullable Set<Long> jobKeys, int partitions) {
        if (jobKeys == null) {
            return IntStream.range(0, partitions).boxed().toList();
        }
        Set<Integer> numbers = new TreeSet<>();
        jobKeys.forEach(key -> numbers.add(JobKeys.partitionFor(key, partitions)));
        return numbers;
    }

    /** Those of these jobs that are in a partition, in order; null if no jobs are named. */
    public static @Nullable Set<Long> in(int partition, @Nullable Set<Long> jobKeys, int partitions) {
        return jobKeys == null ? null : of(partition, jobKeys, partitions);
    }

    /** Those of these jobs that are in a partition, in order. */
    public static Set<Long> of(int partition, Set<Long> jobKeys, int partitions) {
        Set<Long> inside = new TreeSet<>();
        for (long key : jobKeys) {
            if (JobKeys.partitionFor(key, partitions) == partition) {
                inside.add(key);
            }
        }
        return inside;
    }
}
