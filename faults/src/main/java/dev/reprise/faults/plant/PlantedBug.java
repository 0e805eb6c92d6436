package dev.reprise.faults.plant;

/** A bug of each class that the checker must find. */
public enum PlantedBug {
    NONE,
    /** Now and then a command is read, and nothing is done about it. */
    LOST_COMMAND,
    /** Now and then an event is written twice. */
    DOUBLED_EVENT,
    /** Retries come some tenths of a second before their time. */
    EARLY_RETRY,
    /** Now and then a rejection is not written. */
    SWALLOWED_REJECTION
}
