package dev.reprise.query.search;

/**
 * How far a partition has been looked through: up to this event of this job, in the order of job keys and sequences.
 *
 * @param sequence {@link #WHOLE} if nothing of the job is left
 */
public record Mark(long jobKey, long sequence) {
    public static final long WHOLE = Long.MAX_VALUE;

    /** Before all jobs. */
    public static final Mark START = new Mark(0, WHOLE);

    /** After all of the job. */
    public static Mark after(long jobKey) {
        return new Mark(jobKey, WHOLE);
    }
}
