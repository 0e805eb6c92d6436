package dev.reprise.gateway.codepipeline.sigv4;

/** Ends the check of a request with a fault. */
@SuppressWarnings("serial") // never serialized
public final class AuthException extends RuntimeException {
    private final AuthFault fault;

    AuthException(AuthFault fault) {
        super(fault.message(), null, false, false);
        this.fault = fault;
    }

    public AuthFault fault() {
        return fault;
    }
}
