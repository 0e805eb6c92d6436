package dev.reprise.processor.streams;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HashSet;
import java.util.Set;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** A record of job-commands as it came, and where it lies. */
record Arrival(
        String topic,
        int partition,
        long offset,
        long timestamp,
        byte @Nullable [] key,
        byte @Nullable [] value,
        Headers headers) {

    static Arrival of(Record<byte[], byte[]> record, RecordMetadata place) {
        return new Arrival(
                place.topic(),
                place.partition(),
                place.offset(),
                record.timestamp(),
                record.key(),
                record.value(),
                record.headers());
    }

    /** Text of the last header of this name; null if there is none or it is empty. */
    @Nullable
    String header(String name) {
        Header header = headers.lastHeader(name);
        byte[] text = header == null ? null : header.value();
        return text == null || text.length == 0 ? null : new String(text, UTF_8);
    }

    /** Texts of all headers of this name; null if there is none. */
    @Nullable
    Set<String> headersOrNull(String name) {
        Set<String> texts = null;
        for (Header header : headers.headers(name)) {
            texts = texts == null ? new HashSet<>() : texts;
            texts.add(header.value() == null ? "" : new String(header.value(), UTF_8));
        }
        return texts;
    }

    /** Its place as {@code <topic>-<partition>-<offset>}. */
    String place() {
        return topic + "-" + partition + "-" + offset;
    }
}
