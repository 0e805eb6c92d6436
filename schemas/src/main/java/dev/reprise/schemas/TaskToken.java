package dev.reprise.schemas;

/**
 * What a task token says: one activation of one job.
 *
 * @param jobKey key of the job, 1 or more
 * @param attempt number of the attempt, 1 or more
 * @param sequence sequence of the activation's event, 1 or more
 */
public record TaskToken(long jobKey, int attempt, long sequence) {
    /** Refuses numbers out of range. */
    public TaskToken {
        JobKeys.valid(jobKey);
        if (attempt <= 0 || sequence <= 0) {
            throw new IllegalArgumentException(
                    "Expected attempt and sequence of 1 or more, but got " + attempt + " and " + sequence);
        }
    }
}
