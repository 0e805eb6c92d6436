package dev.reprise.processor.engine.apply;

/** An event does not follow from those before it, or is of a kind or version that this release does not know. */
public final class CorruptHistoryException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public CorruptHistoryException(String message) {
        super(message);
    }
}
