package dev.reprise.node.letters;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.reprise.schemas.RecordHeaders;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * A dead letter.
 *
 * @param writtenAt when the command had been written, or put aside if that is earlier
 * @param key as it came
 * @param value as it came
 */
public record Letter(
        LetterPlace place, Instant writtenAt, byte @Nullable [] key, byte @Nullable [] value, Headers headers) {
    /** What headers that Kafka Streams writes on dead letters begin with. */
    public static final String STREAMS_PREFIX = "__streams.errors.";

    private static final String UNKNOWN = "UNKNOWN";

    @SuppressWarnings("NullAway") // Kafka's interface is not annotated: keys and values may be null
    static Letter of(ConsumerRecord<byte[], byte[]> record) {
        return new Letter(
                new LetterPlace(record.partition(), record.offset()),
                Instant.ofEpochMilli(record.timestamp()),
                record.key(),
                record.value(),
                record.headers());
    }

    /** The word for why it was put aside. */
    public String reason() {
        String reason = text(RecordHeaders.DEAD_LETTER_REASON);
        return reason == null ? UNKNOWN : reason;
    }

    /** One of those that Kafka Streams writes, by the end of its name; null if it is not there. */
    public @Nullable String error(String name) {
        return text(STREAMS_PREFIX + name);
    }

    /** Where the command was: {@code <topic>-<partition>-<offset>}; null if the headers do not say. */
    public @Nullable String origin() {
        return error("offset") == null ? null : error("topic") + "-" + error("partition") + "-" + error("offset");
    }

    /** How often the command had been sent back before it died of late. */
    public int redrives() {
        String count = text(RecordHeaders.REDRIVES);
        return count != null && count.matches("\\d{1,9}") ? Integer.parseInt(count) : 0;
    }

    /** Text of the last header of this name; null if there is none, or it has no value. */
    public @Nullable String text(String name) {
        Header header = headers.lastHeader(name);
        byte[] value = header == null ? null : header.value();
        return value == null ? null : new String(value, UTF_8);
    }
}
