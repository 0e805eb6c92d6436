package dev.reprise.processor.streams;

/** What a command would lead to is too large to be written. Nothing has been. */
final class RecordTooLargeForTopicException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RecordTooLargeForTopicException(String message) {
        super(message);
    }
}
