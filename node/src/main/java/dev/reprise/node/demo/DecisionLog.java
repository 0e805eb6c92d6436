package dev.reprise.node.demo;

import dev.reprise.schemas.RecordSerdes;
import dev.reprise.schemas.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Follows what was decided, as any consumer would: committed records only, from the beginning. */
final class DecisionLog implements AutoCloseable {
    /** Reads a record of job-dead-letters: it is as it came. */
    interface DeadLetters {
        void deadLetter(ConsumerRecord<byte[], byte[]> record);
    }

    private final Consumer<byte[], byte[]> consumer;
    private final RecordSerdes serdes = RecordSerdes.from(Map.of());

    DecisionLog(String bootstrapServers) {
        consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed",
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = new ArrayList<>();
        for (String topic : List.of(Topics.JOB_EVENTS, Topics.JOB_REJECTIONS, Topics.JOB_DEAD_LETTERS)) {
            consumer.partitionsFor(topic).forEach(info -> partitions.add(new TopicPartition(topic, info.partition())));
        }
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** Hands over what has come since the last call. */
    void read(Duration wait, java.util.function.Consumer<SpecificRecord> decisions, DeadLetters deadLetters) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(wait)) {
            if (record.topic().equals(Topics.JOB_DEAD_LETTERS)) {
                deadLetters.deadLetter(record);
            } else {
                decisions.accept(serdes.deserializer().deserialize(record.topic(), record.value()));
            }
        }
    }

    @Override
    public void close() {
        consumer.close();
        serdes.close();
    }
}
