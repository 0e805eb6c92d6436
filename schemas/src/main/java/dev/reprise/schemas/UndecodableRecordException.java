package dev.reprise.schemas;

import org.apache.kafka.common.errors.SerializationException;

/**
 * The bytes are not a record that Reprise knows, and never will be: trying again is of no use. The message is a
 * sentence that says why. (A registry that cannot be reached is a {@link RegistryUnavailableException} instead.)
 */
public final class UndecodableRecordException extends SerializationException {
    /** Kinds of unreadable input, for counting. */
    public enum Reason {
        /** No bytes at all. */
        EMPTY,
        /** Not in the Confluent wire format: too short for it, or another first byte than 0. */
        NOT_WIRE_FORMAT,
        /** Neither the catalogue nor the registry has a schema of that id. */
        UNKNOWN_SCHEMA,
        /** The schema is known, but is not one of a Reprise record, or not compatible with it. */
        FOREIGN_SCHEMA,
        /** The bytes end before the record does. */
        TRUNCATED,
        /** Bytes are left over after the record. */
        LEFTOVER,
        /** The bytes contradict the schema, for example by a negative length. */
        MALFORMED
    }

    private final Reason reason;

    UndecodableRecordException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    UndecodableRecordException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    /** Kind of fault. */
    public Reason reason() {
        return reason;
    }
}
