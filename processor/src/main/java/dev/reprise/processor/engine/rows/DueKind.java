package dev.reprise.processor.engine.rows;

import dev.reprise.common.JobState;
import java.util.Optional;

/** What falls due. The code is part of the stored key and never changes. */
public enum DueKind {
    /** The backoff of a {@code BACKING_OFF} job. */
    RETRY((byte) 1),
    /** The lease of an {@code ACTIVATED} job. */
    LEASE((byte) 2),
    /** The retention of an ended job. */
    RETENTION((byte) 3);

    private final byte code;

    DueKind(byte code) {
        this.code = code;
    }

    public byte code() {
        return code;
    }

    /** The kind stored under a code. */
    public static DueKind ofCode(byte code) {
        for (DueKind kind : values()) {
            if (kind.code == code) {
                return kind;
            }
        }
        throw new IllegalArgumentException("Expected the code of a due kind, 1 to 3, but got " + code);
    }

    /** What ends a state by itself; empty for states that only a command ends. */
    public static Optional<DueKind> of(JobState state) {
        return switch (state) {
            case BACKING_OFF -> Optional.of(RETRY);
            case ACTIVATED -> Optional.of(LEASE);
            case COMPLETED, CANCELED, ERROR_THROWN -> Optional.of(RETENTION);
            case ACTIVATABLE, INCIDENT, UNSPECIFIED -> Optional.empty();
        };
    }
}
