package dev.reprise.query.jobs;

import dev.reprise.query.FoundJob;
import dev.reprise.query.JobPage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page out of those of the partitions. Only jobs up to the key to which every partition has been looked at may be shown: above it,
 * a partition that was slower may have more. So pages are in the order of keys, and no job is missed or shown twice.
 */
final class PageMerge {
    private PageMerge() {}

    static JobPage merge(List<PartitionPage> pages, int limit) {
        Long frontier = pages.stream()
                .map(PartitionPage::scannedTo)
                .filter(key -> key != null)
                .min(Comparator.naturalOrder())
                .orElse(null);
        List<FoundJob> jobs = new ArrayList<>();
        for (PartitionPage page : pages) {
            for (FoundJob found : page.jobs()) {
                if (frontier == null || key(found) <= frontier) {
                    jobs.add(found);
                }
            }
        }
        jobs.sort(Comparator.comparingLong(PageMerge::key));
        return jobs.size() > limit ? cut(jobs, limit) : page(jobs, frontier);
    }

    private static JobPage cut(List<FoundJob> jobs, int limit) {
        return page(jobs.subList(0, limit), key(jobs.get(limit - 1)));
    }

    private static JobPage page(List<FoundJob> jobs, @Nullable Long nextAfter) {
        return new JobPage(Collections.unmodifiableList(jobs), nextAfter);
    }

    private static long key(FoundJob found) {
        return found.job().getJobKey();
    }
}
