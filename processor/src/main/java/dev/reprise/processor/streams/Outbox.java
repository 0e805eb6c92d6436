package dev.reprise.processor.streams;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.reprise.processor.engine.Cause;
import dev.reprise.processor.engine.apply.EventHeader;
import dev.reprise.reply.CommandRejected;
import dev.reprise.reply.JobsAvailable;
import dev.reprise.schemas.JobKeys;
import dev.reprise.schemas.RecordHeaders;
import dev.reprise.schemas.Topics;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * What a decision sends out. It is encoded when it is put in and leaves with {@link #flush}: what cannot be encoded, or is too large
 * for its topic, is known before anything has been written.
 */
final class Outbox {
    private record Letter(String sink, Record<Addressed, byte[]> record) {}

    private final ProcessorContext<Addressed, byte[]> context;
    private final Serializer<SpecificRecord> serializer;
    private final CommandMetrics metrics;
    private final int partition;
    private final List<Letter> letters = new ArrayList<>();

    Outbox(ProcessorContext<Addressed, byte[]> context, Serializer<SpecificRecord> serializer, CommandMetrics metrics) {
        this.context = context;
        this.serializer = serializer;
        this.metrics = metrics;
        partition = context.taskId().partition();
    }

    /** Events, into the partition with the number of the command's. */
    void events(List<SpecificRecord> events, long now) {
        long keyOf = 0;
        byte @Nullable [] key = null;
        for (SpecificRecord event : events) {
            long jobKey = EventHeader.jobKey(event);
            if (key == null || jobKey != keyOf) {
                key = JobKeys.recordKey(jobKey);
                keyOf = jobKey;
            }
            put(NodeNames.EVENTS, Topics.JOB_EVENTS, new Addressed(partition, key), event, headers(), now);
        }
    }

    /** The answer to a command, to its rejections and to whoever waits for it. */
    void answer(SpecificRecord answer, Arrival arrival, Cause cause, long now) {
        if (answer instanceof CommandRejected) {
            Addressed address = new Addressed(partition, arrival.key());
            put(NodeNames.REJECTIONS, Topics.JOB_REJECTIONS, address, answer, headers(), now);
        }
        @Nullable String replyTo = arrival.header(RecordHeaders.REPLY_TO);
        if (replyTo != null) {
            reply(answer, arrival, replyTo, cause.commandId(), now);
        }
    }

    private void reply(SpecificRecord answer, Arrival arrival, String replyTo, @Nullable String commandId, long now) {
        int address;
        try {
            address = Integer.parseUnsignedInt(replyTo);
        } catch (NumberFormatException e) {
            metrics.replyLost();
            return;
        }
        @Nullable String correlation = arrival.header(RecordHeaders.CORRELATION_ID);
        Headers headers = headers();
        if (correlation != null) {
            headers.add(RecordHeaders.CORRELATION_ID, correlation.getBytes(UTF_8));
        }
        byte @Nullable [] key = bytes(correlation == null ? commandId : correlation);
        put(NodeNames.REPLIES, Topics.JOB_REPLIES, new Addressed(address, key), answer, headers, now);
        metrics.replied();
    }

    void notices(List<JobsAvailable> notices, long now) {
        for (JobsAvailable notice : notices) {
            Addressed address = new Addressed(null, notice.getType().getBytes(UTF_8));
            put(NodeNames.NOTICES, Topics.JOB_NOTICES, address, notice, headers(), now);
            metrics.noticed();
        }
    }

    /** The record as it came, with what is wrong with it. */
    void deadLetter(Arrival arrival, DeadLetterReason reason, Fault fault, long now) {
        Headers headers = DeadLetter.headers(arrival, reason, fault);
        send(NodeNames.DEAD_LETTERS, new Addressed(null, arrival.key()), arrival.value(), headers, time(arrival, now));
    }

    /** The record as it came, to where Kafka's own partitioner puts it: that is where a job is looked for. */
    void forward(Arrival arrival, long now) {
        Headers headers = new org.apache.kafka.common.header.internals.RecordHeaders(arrival.headers());
        headers.add(RecordHeaders.FORWARDED_FROM, (arrival.partition() + "-" + arrival.offset()).getBytes(UTF_8));
        send(NodeNames.FORWARDED, new Addressed(null, arrival.key()), arrival.value(), headers, time(arrival, now));
    }

    /** As it was, unless that is yet to come: brokers refuse records from the future, and that would stop the partition. */
    private static long time(Arrival arrival, long now) {
        return Math.min(arrival.timestamp(), now);
    }

    /** Sends everything. */
    void flush() {
        for (Letter letter : letters) {
            context.forward(letter.record, letter.sink);
        }
        letters.clear();
    }

    /** Forgets everything that has not been sent. */
    void discard() {
        letters.clear();
    }

    private void put(String sink, String topic, Addressed to, SpecificRecord value, Headers headers, long now) {
        send(
                sink,
                to,
                RecordSize.checked(
                        serializer.serialize(topic, value), value.getSchema().getName()),
                headers,
                now);
    }

    private void send(String sink, Addressed to, byte @Nullable [] value, Headers headers, long timestamp) {
        letters.add(new Letter(sink, new Record<>(to, value, timestamp, headers)));
    }

    private static byte @Nullable [] bytes(@Nullable String text) {
        return text == null ? null : text.getBytes(UTF_8);
    }

    private static Headers headers() {
        return new org.apache.kafka.common.header.internals.RecordHeaders();
    }
}
