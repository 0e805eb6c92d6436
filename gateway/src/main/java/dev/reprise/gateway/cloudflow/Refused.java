package dev.reprise.gateway.cloudflow;

/** Ends a call with an error of CloudFlow's. Carries no stack trace: it is an answer, not a fault. */
final class Refused extends RuntimeException {
    private final FlowError error;

    Refused(FlowError error, String message) {
        super(message, null, false, false);
        this.error = error;
    }

    FlowError error() {
        return error;
    }

    String text() {
        return String.valueOf(getMessage());
    }
}
