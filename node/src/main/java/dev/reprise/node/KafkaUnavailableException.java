package dev.reprise.node;

/** The Kafka cluster did not answer, or refused what was asked of it. */
public final class KafkaUnavailableException extends RuntimeException {
    public KafkaUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
