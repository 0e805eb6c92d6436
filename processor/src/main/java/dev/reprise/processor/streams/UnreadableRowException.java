package dev.reprise.processor.streams;

import org.apache.kafka.streams.errors.StreamsException;

/**
 * A row of a store is not what its store holds. Either the disk is at fault, and then a new stream thread finds the row whole again
 * (with exactly-once, local state is thrown away and restored when a thread dies); or the row was written by a newer release, and
 * then the node gives up, loudly: carrying on would decide commands on a state that it cannot see.
 */
public final class UnreadableRowException extends StreamsException {
    private static final long serialVersionUID = 1L;

    UnreadableRowException(String store, String row, Throwable cause) {
        super(
                "Expected row " + row + " of store '" + store + "' to be readable, but it is not: " + cause.getMessage()
                        + "; if a newer release wrote it, run that release or a later one",
                cause);
    }
}
