package dev.reprise.query.partition;

/** Knows the place of each partition of one application. What it says may be out of date by a moment: whoever is asked checks. */
public interface Placement {
    /** Number of partitions, which never changes. */
    int partitions();

    /** Where one of them is. */
    Place of(int partition);
}
