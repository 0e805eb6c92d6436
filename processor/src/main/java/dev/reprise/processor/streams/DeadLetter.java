package dev.reprise.processor.streams;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Headers of a dead letter: those that the record came with, then the six that Kafka Streams itself writes (KIP-1034), so that the
 * tools made for those work here, too, and our own reason. What a record brings by these names, from an earlier death, is replaced.
 */
final class DeadLetter {
    static final String EXCEPTION = "__streams.errors.exception";
    static final String STACKTRACE = "__streams.errors.stacktrace";
    static final String MESSAGE = "__streams.errors.message";
    static final String TOPIC = "__streams.errors.topic";
    static final String PARTITION = "__streams.errors.partition";
    static final String OFFSET = "__streams.errors.offset";

    private DeadLetter() {}

    static Headers headers(Arrival arrival, DeadLetterReason reason, Fault fault) {
        Headers headers = new org.apache.kafka.common.header.internals.RecordHeaders(arrival.headers());
        set(headers, EXCEPTION, fault.exception());
        set(headers, MESSAGE, fault.message());
        set(headers, STACKTRACE, fault.trace());
        set(headers, TOPIC, arrival.topic());
        set(headers, PARTITION, Integer.toString(arrival.partition()));
        set(headers, OFFSET, Long.toString(arrival.offset()));
        set(headers, dev.reprise.schemas.RecordHeaders.DEAD_LETTER_REASON, reason.name());
        return headers;
    }

    private static void set(Headers headers, String name, @Nullable String text) {
        headers.remove(name).add(name, text == null ? null : text.getBytes(UTF_8));
    }
}
