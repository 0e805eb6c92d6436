package dev.reprise.processor.replay;

/**
 * A field of a job that the stores hold otherwise than its events say.
 *
 * @param field {@code job.retries} for example; {@code job} if one side has no such job
 * @param expected what the events say
 * @param actual what the stores hold
 */
public record Difference(int partition, long jobKey, String field, String expected, String actual) {
    /** As a sentence. */
    @Override
    public String toString() {
        return "Job %d (partition %d): expected %s to be %s, but it is %s"
                .formatted(jobKey, partition, field, expected, actual);
    }
}
