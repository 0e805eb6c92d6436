package dev.reprise.processor.streams;

/** Why a record was put aside. */
enum DeadLetterReason {
    /** The record has no key. */
    NO_KEY,
    /** The key is not the decimal text of a job key. */
    UNREADABLE_KEY,
    /** The value is no Avro record that this release knows. */
    UNREADABLE_VALUE,
    /** The value is a record, but not a command. */
    NOT_A_COMMAND,
    /** The partition is not that of the key, and the record had been forwarded before. */
    WRONG_PARTITION,
    /** The engine threw while it decided; nothing had been written. */
    ENGINE_FAILED,
    /** Stream threads, or whole processes, died while they worked on it. */
    THREAD_DIED
}
