package dev.reprise.node.access;

/** Says in a sentence, without any secret, why what was configured about callers cannot be used. */
public final class InvalidAccessException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    InvalidAccessException(String message) {
        super(message);
    }

    InvalidAccessException(String message, Throwable cause) {
        super(message, cause);
    }
}
