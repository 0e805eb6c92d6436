package dev.reprise.gateway.codepipeline;

/** Ends a request with an error. */
@SuppressWarnings("serial") // never serialized
final class AwsException extends RuntimeException {
    private final AwsError error;

    AwsException(AwsError error) {
        super(error.code() + ": " + error.message(), null, false, false);
        this.error = error;
    }

    AwsError error() {
        return error;
    }
}
