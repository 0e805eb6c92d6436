package dev.reprise.processor.streams;

/** The stores of a partition cannot be read here at the moment: it is elsewhere, moving, or being restored. To be tried again. */
public final class PartitionUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int partition;

    PartitionUnavailableException(int partition, Throwable cause) {
        super(
                "Expected to read partition " + partition + " here, but it is not available: " + cause.getMessage(),
                cause);
        this.partition = partition;
    }

    public int partition() {
        return partition;
    }
}
