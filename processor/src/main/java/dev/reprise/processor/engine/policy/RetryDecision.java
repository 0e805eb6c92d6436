package dev.reprise.processor.engine.policy;

import dev.reprise.common.StopReason;
import dev.reprise.policy.RetryPolicy;
import dev.reprise.policy.RetryRule;

/**
 * Applies a retry policy to a failure. Pure.
 *
 * <p>The first rule whose error codes match decides (as Step Functions' Retry and CloudFlow do); each rule counts its own failures
 * (as Step Functions' retriers do). Attempts count the first one (as Temporal's MaximumAttempts does).
 */
public final class RetryDecision {
    private RetryDecision() {}

    public static RetryVerdict decide(RetryPolicy policy, Failure failure) {
        return policy.getRules().stream()
                .filter(rule -> ErrorCodes.match(rule.getErrorCodes(), failure.errorCode()))
                .findFirst()
                .map(rule -> decide(policy, rule, failure))
                .orElseGet(() -> RetryVerdict.stop(StopReason.NO_RULE_MATCHED, null));
    }

    /** Whether the policy has a rule for an error code. */
    public static boolean covers(RetryPolicy policy, String errorCode) {
        return policy.getRules().stream().anyMatch(rule -> ErrorCodes.match(rule.getErrorCodes(), errorCode));
    }

    private static RetryVerdict decide(RetryPolicy policy, RetryRule rule, Failure failure) {
        int failures = failure.failuresBefore().getOrDefault(rule.getName(), 0) + 1;
        Integer most = rule.getMaxAttempts();
        if (most != null && failures >= most) {
            return RetryVerdict.stop(
                    most == 1 ? StopReason.NON_RETRYABLE : StopReason.ATTEMPTS_EXHAUSTED, rule.getName());
        }
        long delay = Backoff.delay(rule, failures, failure.jobKey(), Math.max(failure.attempt(), failures));
        Long deadline = policy.getTotalDeadline();
        if (deadline != null && failure.failedAt() - failure.createdAt() > deadline - delay) {
            return RetryVerdict.stop(StopReason.DEADLINE_EXCEEDED, rule.getName());
        }
        return RetryVerdict.retry(most == null ? Integer.MAX_VALUE : most - failures, delay, rule.getName());
    }
}
