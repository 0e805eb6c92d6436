package dev.reprise.bench.load;

/**
 * The jobs of a run: keys in the order of time, as they are minted, and a way through them that leaps about.
 *
 * @param first number of the first
 * @param count how many
 */
public record JobSet(int first, int count) {
    private static final long FIRST_KEY = 700_000_000_000_000_000L;
    private static final long APART = 1 << 12;
    private static final long STRIDE = 2_654_435_761L; // a prime larger than any count: every job is met once a turn

    /** Key of the i-th job. */
    public long key(int i) {
        return FIRST_KEY + (first + (long) i) * APART;
    }

    /** Key of the i-th job on the way; after {@link #count} jobs it begins anew. */
    public long scattered(long i) {
        return key((int) (i % count * STRIDE % count));
    }

    /** Which job has this key: the inverse of {@link #key}. */
    public int index(long key) {
        return (int) ((key - FIRST_KEY) / APART) - first;
    }
}
