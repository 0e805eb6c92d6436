package dev.reprise.processor.streams;

/** A record that cannot be taken as a command. The message is a sentence that says why. */
final class UnusableRecordException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnusableRecordException(String message) {
        super(message);
    }

    UnusableRecordException(String message, Throwable cause) {
        super(message, cause);
    }
}
