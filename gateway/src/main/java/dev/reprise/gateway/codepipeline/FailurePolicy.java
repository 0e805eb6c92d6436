package dev.reprise.gateway.codepipeline;

import java.time.Duration;

/**
 * What follows a failure of a job type that has no retry policy. AWS gives failure types no such meaning; this one is ours. A retry policy
 * for the job type replaces it as a whole: there the failure type is the error code.
 *
 * @param retries retries left; 0 for an incident
 * @param backOff delay before the retry
 */
record FailurePolicy(int retries, Duration backOff) {
    private static final Duration TRANSIENT_FIRST = Duration.ofSeconds(1);
    private static final Duration TRANSIENT_MOST = Duration.ofMinutes(1);
    private static final Duration REVISION_FIRST = Duration.ofSeconds(30);
    private static final Duration REVISION_MOST = Duration.ofMinutes(10);
    private static final int MOST_DOUBLINGS = 20;

    /**
     * After a failure.
     *
     * @param type one of the failure types
     * @param retriesLeft of the job before it failed
     * @param attempt number of the attempt that failed, 0 if the job was never handed out
     */
    static FailurePolicy after(String type, int retriesLeft, int attempt) {
        return switch (type) {
            case "ConfigurationError", "PermissionError" -> new FailurePolicy(0, Duration.ZERO);
            // Nothing that the job can help: the retry costs it nothing.
            case "SystemUnavailable" ->
                new FailurePolicy(Math.max(1, retriesLeft), doubled(TRANSIENT_FIRST, TRANSIENT_MOST, attempt));
            case "RevisionUnavailable", "RevisionOutOfSync" ->
                new FailurePolicy(left(retriesLeft), doubled(REVISION_FIRST, REVISION_MOST, attempt));
            default -> new FailurePolicy(left(retriesLeft), Duration.ZERO);
        };
    }

    private static int left(int before) {
        return Math.max(0, before - 1);
    }

    private static Duration doubled(Duration first, Duration most, int attempt) {
        int doublings = Math.min(Math.max(attempt - 1, 0), MOST_DOUBLINGS);
        Duration grown = first.multipliedBy(1L << doublings);
        return grown.compareTo(most) < 0 ? grown : most;
    }
}
