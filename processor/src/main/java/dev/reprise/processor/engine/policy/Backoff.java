package dev.reprise.processor.engine.policy;

import dev.reprise.policy.RetryRule;

/** Delays: initial · multiplier^(n−1), capped, spread by jitter. Pure. */
final class Backoff {
    /** Longest delay of any rule: 366 days, in milliseconds (Step Functions: MaxDelaySeconds below 31,622,400). */
    static final long LONGEST = 31_622_400_000L;

    private Backoff() {}

    /**
     * The delay after the n-th failure under a rule, in milliseconds.
     *
     * @param failures n, 1 or more
     */
    static long delay(RetryRule rule, int failures, long jobKey, int attempt) {
        Long cap = rule.getMaxInterval();
        double grown = rule.getInitialInterval() * Math.pow(rule.getMultiplier(), failures - 1.0);
        long delay = (long) Math.min(grown, cap == null ? LONGEST : Math.min(cap, LONGEST));
        return switch (rule.getJitter()) {
            case NONE -> delay;
            case FULL -> draw(jobKey, attempt, delay);
            case EQUAL -> delay - delay / 2 + draw(jobKey, attempt, delay / 2);
        };
    }

    /** A number from 0 to most, both included; the same for the same job and attempt, so that a replay draws it again. */
    private static long draw(long jobKey, int attempt, long most) {
        long hash = mix(mix(jobKey) + attempt * 0x9E3779B97F4A7C15L);
        return Math.floorMod(hash >>> 1, most + 1);
    }

    /** The finaliser of SplitMix64 (Steele, Lea, Flood 2014). */
    private static long mix(long seed) {
        long z = seed + 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
