package dev.reprise.faults.memory;

/** How a command was sent. */
public enum Channel {
    /** To a node, which answers with what was decided. */
    HTTP,
    /** To {@code job-commands} itself; no answer is asked for. */
    KAFKA
}
