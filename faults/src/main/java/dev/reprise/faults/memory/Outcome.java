package dev.reprise.faults.memory;

/** What a client knows in the end of a command that it sent. */
public enum Outcome {
    /** It was told that the command is carried out, with the sequence of its last event. */
    ACCEPTED,
    /** It was told that the engine refused the command, and with which type. */
    REJECTED,
    /** Kafka acknowledged the record; no answer was asked for. */
    APPENDED,
    /** It was told that the command did not get into the log (503, 413, connection refused), every time that it sent it. */
    NOT_APPENDED,
    /** It never learned (504, connection lost, time out). */
    UNKNOWN
}
