package dev.reprise.processor.streams;

import java.util.OptionalLong;

/** How far commands have been processed here, to let a reader see its own writes. Safe for use by many threads. */
public interface Progress {
    /**
     * Offset of the last command of a partition of job-commands that this node's stores reflect; empty if the partition is not
     * here, or none has been processed yet. It may run ahead of the commit, as the stores do.
     */
    OptionalLong processed(int partition);
}
