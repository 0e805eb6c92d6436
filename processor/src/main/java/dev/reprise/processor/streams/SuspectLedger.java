package dev.reprise.processor.streams;

import java.util.List;

/** Remembers suspects, by partition, beyond the death of a thread. Safe for use by many threads. */
interface SuspectLedger {
    /** Those of a partition, oldest first. */
    List<Suspect> of(int partition);

    /** One more death: adds it to those known at this step. */
    void died(int partition, Suspect suspect);
}
