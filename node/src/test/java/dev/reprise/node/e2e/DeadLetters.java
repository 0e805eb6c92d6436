package dev.reprise.node.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.reprise.schemas.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The dead letters that come from now on. */
final class DeadLetters {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    record Letter(ConsumerRecord<byte[], byte[]> record) {
        String header(String name) {
            return new String(record.headers().lastHeader(name).value(), UTF_8);
        }

        byte[] value() {
            return record.value();
        }
    }

    private final KafkaConsumer<byte[], byte[]> consumer;

    DeadLetters(String bootstrapServers) {
        this(bootstrapServers, false);
    }

    /** Those that are there already, too. */
    static DeadLetters fromBeginning(String bootstrapServers) {
        return new DeadLetters(bootstrapServers, true);
    }

    private DeadLetters(String bootstrapServers, boolean fromBeginning) {
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = consumer.partitionsFor(Topics.JOB_DEAD_LETTERS).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        if (fromBeginning) {
            consumer.seekToBeginning(partitions);
        } else {
            consumer.seekToEnd(partitions);
        }
        partitions.forEach(consumer::position);
    }

    /** Waits for so many, and no more. */
    List<Letter> await(int count) {
        List<Letter> letters = new ArrayList<>();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try (consumer) {
            while (letters.size() < count) {
                if (System.nanoTime() > deadline) {
                    throw new AssertionError("Expected " + count + " dead letters, but got " + letters.size());
                }
                consumer.poll(Duration.ofMillis(100)).forEach(record -> letters.add(new Letter(record)));
            }
        }
        return letters;
    }
}
