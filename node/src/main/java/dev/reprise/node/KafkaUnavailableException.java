package dev.reprise.node;

import org.jspecify.annotations.Nullable;

/** The Kafka cluster did not answer, or refused what was asked of it. */
public final class KafkaUnavailableException extends RuntimeException {
    public KafkaUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
