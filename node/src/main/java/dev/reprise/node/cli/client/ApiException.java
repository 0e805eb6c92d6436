package dev.reprise.node.cli.client;

import dev.reprise.node.cli.ExitCode;

/** An answer other than success, or none at all. */
public final class ApiException extends RuntimeException {
    private final int exitCode;

    ApiException(int status, String message) {
        super(message);
        exitCode = exitCodeOf(status);
    }

    private ApiException(String message, Throwable cause) {
        super(message, cause);
        exitCode = ExitCode.UNAVAILABLE;
    }

    static ApiException unavailable(String message, Throwable cause) {
        return new ApiException(message, cause);
    }

    /** The exit code that tells a script of it. */
    public int exitCode() {
        return exitCode;
    }

    private static int exitCodeOf(int status) {
        return switch (status) {
            case 404, 410 -> ExitCode.NOT_FOUND;
            case 409, 412, 423 -> ExitCode.CONFLICT;
            case 408, 429, 502, 503, 504 -> ExitCode.UNAVAILABLE;
            default -> ExitCode.REFUSED;
        };
    }
}
