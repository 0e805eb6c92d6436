package dev.reprise.query;

import dev.reprise.query.access.Tenants;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** The jobs of some tenants. */
record TenantJobs(JobQueries all, Tenants tenants) implements JobQueries {
    @Override
    public CompletableFuture<Optional<FoundJob>> job(long jobKey, Set<JobPart> parts, ReadAfter after) {
        return all.job(jobKey, parts, after)
                .thenApply(
                        found -> found.filter(job -> tenants.include(job.job().getTenantId())));
    }

    @Override
    public CompletableFuture<JobPage> jobs(JobFilter filter, long afterKey, int limit, ReadAfter after) {
        return all.jobs(narrow(filter), afterKey, limit, after);
    }

    @Override
    public CompletableFuture<Matches<FoundJob>> search(JobSearch search, ReadAfter after) {
        return all.search(
                new JobSearch(narrow(search.filter()), search.selection(), search.selectBy(), search.show()), after);
    }

    private JobFilter narrow(JobFilter filter) {
        return filter.withTenantIds(tenants.narrow(filter.tenantIds()));
    }
}
