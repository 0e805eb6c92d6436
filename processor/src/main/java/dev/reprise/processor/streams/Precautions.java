package dev.reprise.processor.streams;

/**
 * What a node does so that no record stops a partition for ever.
 *
 * @param suspects what threads died of
 * @param notes what they are at
 */
record Precautions(SuspectLedger suspects, WorkNotes notes) {
    /** Makes suspects of what the last process of this node was at when it ended. To be called before anything is decided. */
    void recall(long now) {
        notes.left()
                .forEach((partition, step) ->
                        suspects.died(partition, new Suspect(step, 1, now, Suspect.PROCESS_GONE, null)));
    }
}
