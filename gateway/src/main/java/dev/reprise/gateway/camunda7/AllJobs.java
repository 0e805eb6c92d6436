package dev.reprise.gateway.camunda7;

import dev.reprise.query.FoundJob;
import dev.reprise.query.JobFilter;
import dev.reprise.query.JobPart;
import dev.reprise.query.JobQueries;
import dev.reprise.query.ReadAfter;
import dev.reprise.state.Job;
import dev.reprise.state.JobPayload;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

/** All jobs of a kind, gathered page by page, since the vendor's lists have neither cursors nor an end. */
final class AllJobs {
    private static final int PAGE = 1000;

    private final JobQueries jobs;

    AllJobs(JobQueries jobs) {
        this.jobs = jobs;
    }

    CompletableFuture<List<Job>> where(JobFilter filter, Predicate<Job> wanted) {
        return from(0, filter, wanted, new ArrayList<>());
    }

    private CompletableFuture<List<Job>> from(long afterKey, JobFilter filter, Predicate<Job> wanted, List<Job> found) {
        return jobs.jobs(filter, afterKey, PAGE, ReadAfter.NOTHING).thenCompose(page -> {
            page.jobs().stream().map(FoundJob::job).filter(wanted).forEach(found::add);
            Long next = page.nextAfter();
            return next == null ? CompletableFuture.completedFuture(found) : from(next, filter, wanted, found);
        });
    }

    /** Those of some jobs whose variables are as wanted. */
    CompletableFuture<List<Job>> withVariables(
            List<Job> some, Predicate<Map<String, dev.reprise.common.Variable>> wanted) {
        CompletableFuture<List<Job>> result = CompletableFuture.completedFuture(new ArrayList<>());
        for (Job job : some) {
            CompletableFuture<Boolean> fits =
                    payload(job.getJobKey()).thenApply(payload -> wanted.test(payload.getVariables()));
            result = result.thenCombine(fits, (found, is) -> {
                if (is) {
                    found.add(job);
                }
                return found;
            });
        }
        return result;
    }

    private CompletableFuture<JobPayload> payload(long jobKey) {
        return jobs.job(jobKey, Set.of(JobPart.PAYLOAD), ReadAfter.NOTHING)
                .thenApply(found ->
                        found.map(FoundJob::payload).orElseGet(() -> new JobPayload(Map.of(), Map.of(), Map.of())));
    }
}
