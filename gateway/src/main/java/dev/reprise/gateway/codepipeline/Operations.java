package dev.reprise.gateway.codepipeline;

import java.util.concurrent.CompletableFuture;

/** Carries operations out. */
record Operations(
        Polls polls, Details details, Acknowledgements acknowledgements, Successes successes, Failures failures) {
    /** The answer, or a future that fails with an {@link AwsException}; what is wrong with the input is thrown at once. */
    CompletableFuture<AwsAnswer> handle(AwsCall call) {
        return switch (call.operation()) {
            case PollForJobs, PollForThirdPartyJobs -> polls.poll(call);
            case AcknowledgeJob, AcknowledgeThirdPartyJob -> acknowledgements.acknowledge(call);
            case GetJobDetails, GetThirdPartyJobDetails -> details.get(call);
            case PutJobSuccessResult, PutThirdPartyJobSuccessResult -> successes.put(call);
            case PutJobFailureResult, PutThirdPartyJobFailureResult -> failures.put(call);
        };
    }
}
