package dev.reprise.node.support;

import dev.reprise.schemas.JobKeys;
import dev.reprise.schemas.RecordHeaders;
import dev.reprise.schemas.RecordSerdes;
import dev.reprise.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Writes commands and reads what became of them, as any client of the brokers would. */
public final class Records {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final String bootstrapServers;
    private final RecordSerdes serdes = RecordSerdes.from(Map.of());

    public Records(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    /** Writes a command to its job, and waits until it is written. */
    public void send(long jobKey, SpecificRecord command) {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers), new ByteArraySerializer(), new ByteArraySerializer())) {
            ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                    Topics.JOB_COMMANDS,
                    JobKeys.recordKey(jobKey),
                    serdes.serializer().serialize(Topics.JOB_COMMANDS, command));
            record.headers()
                    .add(RecordHeaders.COMMAND_ID, UUID.randomUUID().toString().getBytes(StandardCharsets.UTF_8));
            producer.send(record).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError("Expected to write a command", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** All committed events of a job, oldest first. */
    public List<SpecificRecord> events(long jobKey) {
        return read(jobKey);
    }

    /** All committed events of the first partition, oldest first. */
    public List<SpecificRecord> all() {
        return read(null);
    }

    private List<SpecificRecord> read(@Nullable Long jobKey) {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            int partitions = consumer.partitionsFor(Topics.JOB_EVENTS).size();
            TopicPartition partition = new TopicPartition(
                    Topics.JOB_EVENTS, jobKey == null ? 0 : JobKeys.partitionFor(jobKey, partitions));
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end =
                    consumer.endOffsets(List.of(partition)).values().iterator().next();
            List<SpecificRecord> events = new ArrayList<>();
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> {
                    if (jobKey == null || JobKeys.fromRecordKey(record.key()) == jobKey) {
                        events.add(serdes.deserializer().deserialize(record.topic(), record.value()));
                    }
                });
            }
            return events;
        }
    }

    /** Names of the types of {@link #events}. */
    public List<String> eventTypes(long jobKey) {
        return events(jobKey).stream().map(event -> event.getSchema().getName()).toList();
    }
}
