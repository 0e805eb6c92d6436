package dev.reprise.node.http;

/** Says why the HTTP server could not start, in a sentence for the person who started it. */
public final class HttpStartException extends RuntimeException {
    HttpStartException(String message, Throwable cause) {
        super(message, cause);
    }
}
