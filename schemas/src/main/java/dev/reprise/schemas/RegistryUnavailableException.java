package dev.reprise.schemas;

import org.apache.kafka.common.errors.RetriableException;

/**
 * The schema registry did not answer, or answered with a fault of its own. Nothing is wrong with the record: the same
 * call may succeed later. The message is a sentence that names the URLs that were tried.
 */
public final class RegistryUnavailableException extends RetriableException {
    RegistryUnavailableException(String message) {
        super(message);
    }

    RegistryUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
