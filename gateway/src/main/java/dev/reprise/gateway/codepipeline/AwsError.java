package dev.reprise.gateway.codepipeline;

/**
 * An error as AWS names it.
 *
 * @param code bare name of the shape, in header and body alike: SDKs differ in which of them they believe
 * @param message for people; empty for none
 */
record AwsError(String code, String message, int status) {
    static AwsError of(String code, String message) {
        return new AwsError(code, message, 400);
    }

    static AwsError validation(String message) {
        return of("ValidationException", message);
    }

    static AwsError serialization(String message) {
        return of("SerializationException", message);
    }

    static AwsError jobNotFound(String jobId) {
        return of("JobNotFoundException", "The job '%s' cannot be found.".formatted(jobId));
    }

    static AwsError invalidJobState(String message) {
        return of("InvalidJobStateException", message);
    }

    static AwsError invalidNonce() {
        return of("InvalidNonceException", "The nonce is not that of a job that waits to be acknowledged.");
    }

    static AwsError actionTypeNotFound(String message) {
        return of("ActionTypeNotFoundException", message);
    }

    static AwsError tooLarge(String message) {
        return new AwsError("RequestEntityTooLargeException", message, 413);
    }

    /** SDKs back off and come again. */
    static AwsError throttled() {
        return of("ThrottlingException", "Rate exceeded");
    }

    /** SDKs come again, with the same invocation id: then they get the outcome. */
    static AwsError unavailable(String message) {
        return new AwsError("ServiceUnavailableException", message, 503);
    }

    static AwsError internal(String message) {
        return new AwsError("InternalFailure", message, 500);
    }

    static AwsError unknownOperation() {
        return of("UnknownOperationException", "");
    }

    AwsException asException() {
        return new AwsException(this);
    }
}
