package dev.reprise.schemas;

/**
 * What a task token says: one activation of one job.
 *
 * @param jobKey key of the job, 1 or more
 * @param attempt number of the attempt, 1 or more
 * @param sequence sequence of the activation's event, 1 or more
 * @param issuedAt when it was activated, in milliseconds since 1970, 0 to 2^48-1. Tells it from an activation of an earlier job that
 *     had the same key and is purged
 */
public record TaskToken(long jobKey, int attempt, long sequence, long issuedAt) {
    /** Latest moment that fits: in the year 10889. */
    static final long LATEST = (1L << 48) - 1;

    /** Refuses numbers out of range. */
    public TaskToken {
        JobKeys.valid(jobKey);
        if (attempt <= 0 || sequence <= 0) {
            throw new IllegalArgumentException(
                    "Expected attempt and sequence of 1 or more, but got " + attempt + " and " + sequence);
        }
        if (issuedAt < 0 || issuedAt > LATEST) {
            throw new IllegalArgumentException("Expected a moment of 0 to " + LATEST + ", but got " + issuedAt);
        }
    }
}
