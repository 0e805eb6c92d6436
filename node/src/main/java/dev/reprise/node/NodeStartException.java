package dev.reprise.node;

import org.jspecify.annotations.Nullable;

/** Says why a node could not start, in a sentence for the person who started it. */
public final class NodeStartException extends RuntimeException {
    NodeStartException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    NodeStartException(String message) {
        super(message);
    }
}
