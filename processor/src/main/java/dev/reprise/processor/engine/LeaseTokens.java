package dev.reprise.processor.engine;

/** Lease tokens: they follow from what an activation is, so that whoever can prove which one it was can name its lease. */
public final class LeaseTokens {
    private static final int RADIX = 36;

    private LeaseTokens() {}

    /**
     * The token of the lease that an activation gave.
     *
     * @param sequence sequence of the activation's event
     * @param activatedAt when it was activated, in milliseconds since 1970. Tells it from an activation of an earlier job that had the
     *     same key and is purged
     */
    public static String of(long jobKey, long sequence, long activatedAt) {
        return Long.toString(jobKey, RADIX)
                + '-'
                + Long.toString(sequence, RADIX)
                + '-'
                + Long.toString(activatedAt, RADIX);
    }
}
