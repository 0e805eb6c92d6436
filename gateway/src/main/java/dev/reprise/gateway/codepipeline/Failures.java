package dev.reprise.gateway.codepipeline;

import dev.reprise.command.FailJob;
import dev.reprise.gateway.policies.RetryPolicies;
import dev.reprise.query.ReadAfter;
import dev.reprise.state.Job;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * {@code PutJobFailureResult} and {@code PutThirdPartyJobFailureResult}. The failure type is the error code; the retry policy of the job
 * type decides what follows, or {@link FailurePolicy} where there is none.
 */
final class Failures {
    private final Results results;
    private final FoundJobs jobs;
    private final RetryPolicies policies;

    /** What went wrong. */
    private record FailureDetails(
            String type, String message, @Nullable String externalExecutionId) {
        static FailureDetails read(Members input) {
            Members details = input.requiredStructure("failureDetails");
            return new FailureDetails(
                    details.required("type", Constraints.FAILURE_TYPE),
                    details.required("message", Constraints.MESSAGE),
                    details.text("externalExecutionId", Constraints.EXECUTION_ID));
        }
    }

    Failures(Results results, FoundJobs jobs, RetryPolicies policies) {
        this.results = results;
        this.jobs = jobs;
        this.policies = policies;
    }

    CompletableFuture<AwsAnswer> put(AwsCall call) {
        JobReference reference = JobReference.read(call);
        FailureDetails details = FailureDetails.read(call.input());
        call.input().require();
        return jobs.find(call, reference, Set.of(), ReadAfter.NOTHING)
                .thenCompose(found -> results.send(call, command(found.job(), details)));
    }

    private FailJob command(Job job, FailureDetails details) {
        FailJob.Builder command = FailJob.newBuilder()
                .setJobKey(job.getJobKey())
                .setLeaseToken(results.fence(job))
                .setErrorMessage(details.message())
                .setErrorCode(details.type())
                .setExternalExecutionId(details.externalExecutionId());
        builtIn(job, details.type())
                .ifPresent(policy -> command.setRetries(policy.retries())
                        .setRetryBackOff(policy.backOff().toMillis()));
        return command.build();
    }

    private Optional<FailurePolicy> builtIn(Job job, String type) {
        return policies.of(job.getType()).isPresent()
                ? Optional.empty()
                : Optional.of(FailurePolicy.after(type, job.getRetries(), job.getAttempt()));
    }
}
