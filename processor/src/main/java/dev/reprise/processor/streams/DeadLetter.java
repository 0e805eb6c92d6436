package dev.reprise.processor.streams;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * Headers of a dead letter: those that the record came with, then the six that Kafka Streams itself writes (KIP-1034), so that the
 * tools made for those work here, too.
 */
final class DeadLetter {
    static final String EXCEPTION = "__streams.errors.exception";
    static final String STACKTRACE = "__streams.errors.stacktrace";
    static final String MESSAGE = "__streams.errors.message";
    static final String TOPIC = "__streams.errors.topic";
    static final String PARTITION = "__streams.errors.partition";
    static final String OFFSET = "__streams.errors.offset";

    private DeadLetter() {}

    static Headers headers(Arrival arrival, RuntimeException fault) {
        Headers headers = new RecordHeaders(arrival.headers());
        add(headers, EXCEPTION, fault.getClass().getName());
        add(headers, MESSAGE, fault.getMessage());
        add(headers, STACKTRACE, stackTrace(fault));
        add(headers, TOPIC, arrival.topic());
        add(headers, PARTITION, Integer.toString(arrival.partition()));
        add(headers, OFFSET, Long.toString(arrival.offset()));
        return headers;
    }

    private static void add(Headers headers, String name, @Nullable String text) {
        headers.add(name, text == null ? null : text.getBytes(UTF_8));
    }

    private static String stackTrace(Throwable fault) {
        StringWriter text = new StringWriter();
        fault.printStackTrace(new PrintWriter(text, true));
        return text.toString();
    }
}
