package dev.reprise.query.readmodel;

import org.apache.kafka.streams.errors.StreamsException;

/**
 * A record of the event topic that this release cannot fold: unreadable, of an unknown kind or version, or not following on what
 * came before. Passing over it would make counts and histories wrong for ever, so the read model stops instead.
 */
public final class UnfoldableEventException extends StreamsException {
    private static final long serialVersionUID = 1L;

    UnfoldableEventException(String message) {
        super(message);
    }

    UnfoldableEventException(String message, Throwable cause) {
        super(message, cause);
    }
}
