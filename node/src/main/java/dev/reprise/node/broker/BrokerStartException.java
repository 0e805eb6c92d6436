package dev.reprise.node.broker;

/** Says why the embedded broker could not start, in a sentence for the person who started it. */
public final class BrokerStartException extends RuntimeException {
    BrokerStartException(String message, Throwable cause) {
        super(message, cause);
    }

    BrokerStartException(String message) {
        super(message);
    }
}
