package dev.reprise.gateway.credentials;

/** A credentials file that cannot be used. The message is a sentence for people and has no secret in it. */
public final class InvalidCredentialsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public InvalidCredentialsException(String message) {
        super(message);
    }
}
