package dev.reprise.processor.streams;

/**
 * Ends a stream thread, and with it the transaction, because of the step that it was at, which has been noted. It has the stack trace
 * of what happened, but neither its message nor its causes: this is logged, and those may quote a record.
 */
final class DeadlyStepException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DeadlyStepException(int partition, String step, Throwable fault) {
        super(
                "Expected step %s of partition %d to be decided, but the stream thread dies of %s; the next one knows"
                        .formatted(step, partition, fault.getClass().getName()),
                null,
                false,
                true);
        setStackTrace(fault.getStackTrace());
    }
}
