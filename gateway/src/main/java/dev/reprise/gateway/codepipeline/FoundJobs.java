package dev.reprise.gateway.codepipeline;

import dev.reprise.query.FoundJob;
import dev.reprise.query.JobPart;
import dev.reprise.query.JobQueries;
import dev.reprise.query.ReadAfter;
import dev.reprise.schemas.JobKeys;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** Looks jobs up for a caller. A job of another tenant is as good as none. */
final class FoundJobs {
    private final JobQueries queries;
    private final Partners partners;

    FoundJobs(JobQueries queries, Partners partners) {
        this.queries = queries;
        this.partners = partners;
    }

    /** The job that is meant; fails with {@code JobNotFoundException}. */
    CompletableFuture<FoundJob> find(AwsCall call, JobReference reference, Set<JobPart> parts, ReadAfter after) {
        long jobKey;
        try {
            jobKey = JobKeys.parseUuid(reference.jobId());
        } catch (IllegalArgumentException e) {
            return CompletableFuture.failedFuture(
                    unknown(call, reference.jobId()).asException());
        }
        return queries.job(jobKey, parts, after).thenApply(found -> {
            FoundJob job = found.filter(it -> it.job().getTenantId().equals(call.tenantId()))
                    .orElseThrow(() -> AwsError.jobNotFound(reference.jobId()).asException());
            if (call.operation().thirdParty()) {
                partners.require(call.tenantId(), reference.clientToken());
            }
            return job;
        });
    }

    /** One operation tells ids that cannot be from ids that are not. */
    private static AwsError unknown(AwsCall call, String jobId) {
        return call.operation() == Operation.GetThirdPartyJobDetails
                ? AwsError.of("InvalidJobException", "'%s' is not the id of a job.".formatted(jobId))
                : AwsError.jobNotFound(jobId);
    }
}
