package dev.reprise.processor.engine.policy;

import dev.reprise.common.StopReason;
import org.jspecify.annotations.Nullable;

/**
 * What follows a failure.
 *
 * @param retries retries left; 0 or less for none
 * @param backOff delay before the retry in milliseconds, 0 for none
 * @param rule name of the rule that decided; null if none did
 * @param stop why no retry is made; null if one is
 */
public record RetryVerdict(
        int retries,
        long backOff,
        @Nullable String rule,
        @Nullable StopReason stop) {
    static RetryVerdict retry(int retries, long backOff, String rule) {
        return new RetryVerdict(retries, backOff, rule, null);
    }

    static RetryVerdict stop(StopReason reason, @Nullable String rule) {
        return new RetryVerdict(0, 0, rule, reason);
    }
}
