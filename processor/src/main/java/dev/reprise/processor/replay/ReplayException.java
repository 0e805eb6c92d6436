package dev.reprise.processor.replay;

/** A replay could not be carried through: an event cannot be folded, or the topics cannot be read. The message says where. */
public final class ReplayException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ReplayException(String message) {
        super(message);
    }

    ReplayException(String message, Throwable cause) {
        super(message, cause);
    }
}
