package dev.reprise.gateway.codepipeline;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The operations that are offered, by the names that {@code X-Amz-Target} has. */
enum Operation {
    PollForJobs,
    AcknowledgeJob,
    GetJobDetails,
    PutJobSuccessResult,
    PutJobFailureResult,
    PollForThirdPartyJobs,
    AcknowledgeThirdPartyJob,
    GetThirdPartyJobDetails,
    PutThirdPartyJobSuccessResult,
    PutThirdPartyJobFailureResult;

    static final String TARGET = "X-Amz-Target";
    private static final String PREFIX = "CodePipeline_20150709.";
    private static final Map<String, Operation> BY_TARGET = Stream.of(values())
            .collect(Collectors.toUnmodifiableMap(operation -> PREFIX + operation.name(), Function.identity()));

    /** The operation that a target names; empty for any other text. */
    static Optional<Operation> ofTarget(@Nullable String target) {
        return target == null ? Optional.empty() : Optional.ofNullable(BY_TARGET.get(target));
    }

    /** Whether it is for third parties, who say on behalf of which client they call. */
    boolean thirdParty() {
        return name().contains("ThirdParty");
    }

    /** Its name where permissions are given. */
    String action() {
        return "codepipeline:" + name();
    }
}
