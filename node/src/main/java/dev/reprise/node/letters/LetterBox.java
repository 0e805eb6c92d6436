package dev.reprise.node.letters;

import dev.reprise.node.KafkaAccess;
import dev.reprise.node.KafkaUnavailableException;
import dev.reprise.schemas.RecordHeaders;
import dev.reprise.schemas.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads job-dead-letters, without a consumer group: it leaves no trace in the cluster. Used by one thread. Every method throws
 * {@link KafkaUnavailableException} if the brokers do not answer, or not in time.
 */
public final class LetterBox implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);
    /** Longer than a transaction of the engine may stay open: until it ends, nothing behind it can be read. */
    private static final Duration PATIENCE = Duration.ofSeconds(75);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Admin admin;

    public LetterBox(KafkaAccess kafka) {
        admin = kafka.admin();
        consumer = new KafkaConsumer<>(
                kafka.client(Map.of(
                        ConsumerConfig.CLIENT_ID_CONFIG, "reprise-dead-letters",
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed",
                        ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false,
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest")),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    /**
     * Hands over every letter that is there now, oldest first within a partition, and tells which of all have been sent back, and when
     * the last time was, in epoch milliseconds. What was written before this is called is seen, even if a transaction is still open.
     */
    public NavigableMap<LetterPlace, Long> read(Consumer<Letter> reader) {
        NavigableMap<LetterPlace, Long> redriven = new TreeMap<>();
        Map<TopicPartition, Long> ends = ends();
        consumer.assign(ends.keySet());
        consumer.seekToBeginning(ends.keySet());
        readTo(ends, record -> {
            LetterPlace mark = mark(record);
            if (mark == null) {
                reader.accept(Letter.of(record));
            } else {
                redriven.put(mark, record.timestamp());
            }
        });
        return redriven;
    }

    /** One letter; empty if there is none at this place. */
    public Optional<Letter> at(LetterPlace place) {
        TopicPartition partition = new TopicPartition(Topics.JOB_DEAD_LETTERS, place.partition());
        Long end = ends().get(partition);
        if (end == null || place.offset() >= end) {
            return Optional.empty();
        }
        consumer.assign(List.of(partition));
        consumer.seek(partition, place.offset());
        Map<LetterPlace, Letter> found = new HashMap<>();
        readTo(Map.of(partition, place.offset() + 1), record -> {
            if (mark(record) == null) {
                Letter letter = Letter.of(record);
                found.put(letter.place(), letter);
            }
        });
        return Optional.ofNullable(found.get(place));
    }

    private void readTo(Map<TopicPartition, Long> ends, Consumer<ConsumerRecord<byte[], byte[]>> reader) {
        try {
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
                if (!records.isEmpty()) {
                    deadline = System.nanoTime() + PATIENCE.toNanos();
                } else if (System.nanoTime() > deadline) {
                    throw new KafkaUnavailableException(
                            "Expected to read " + Topics.JOB_DEAD_LETTERS + ", but a transaction has been open for "
                                    + PATIENCE.toSeconds() + " s",
                            null);
                }
                records.forEach(reader);
            }
        } catch (KafkaException e) {
            throw unavailable(e);
        }
    }

    /** Including what is not committed yet: the mark of another redrive may lie behind it. */
    private Map<TopicPartition, Long> ends() {
        try {
            Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
            admin.describeTopics(List.of(Topics.JOB_DEAD_LETTERS))
                    .allTopicNames()
                    .get()
                    .values()
                    .forEach(topic -> topic.partitions()
                            .forEach(info -> latest.put(
                                    new TopicPartition(topic.name(), info.partition()), OffsetSpec.latest())));
            Map<TopicPartition, Long> ends = new HashMap<>();
            admin.listOffsets(latest, new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED))
                    .all()
                    .get()
                    .forEach((partition, end) -> ends.put(partition, end.offset()));
            return ends;
        } catch (ExecutionException e) {
            throw unavailable(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable(e);
        }
    }

    private static @Nullable LetterPlace mark(ConsumerRecord<byte[], byte[]> record) {
        String text = Letter.of(record).text(RecordHeaders.REDRIVEN);
        try {
            // A command may come with any header; only a record without a value is a mark.
            return text == null || record.value() != null ? null : LetterPlace.parse(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static KafkaUnavailableException unavailable(@Nullable Throwable cause) {
        if (cause instanceof UnknownTopicOrPartitionException) {
            return new KafkaUnavailableException(
                    "Expected topic " + Topics.JOB_DEAD_LETTERS
                            + ", but it is missing; 'reprise topics create' creates it",
                    cause);
        }
        return new KafkaUnavailableException(
                "Expected to read " + Topics.JOB_DEAD_LETTERS + ", but: "
                        + (cause == null ? "nobody says why" : cause.getMessage()),
                cause);
    }

    @Override
    public void close() {
        consumer.close();
        admin.close(Duration.ZERO);
    }
}
