package dev.reprise.node.support;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.reprise.processor.engine.Commands;
import dev.reprise.schemas.JobKeys;
import dev.reprise.schemas.RecordHeaders;
import dev.reprise.schemas.RecordSerdes;
import dev.reprise.schemas.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Sends commands over Kafka and waits for their answers, as a client of the brokers may. For one thread. */
public final class Caller implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int LARGE = 64 << 20;

    private final KafkaProducer<byte[], byte[]> producer;
    private final KafkaConsumer<byte[], byte[]> replies;
    private final RecordSerdes serdes = RecordSerdes.from(Map.of());
    private final Map<String, SpecificRecord> answers = new HashMap<>();

    public Caller(String bootstrapServers) {
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "max.request.size", LARGE, "buffer.memory", 2 * LARGE),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        replies = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        TopicPartition partition = new TopicPartition(Topics.JOB_REPLIES, 0);
        replies.assign(List.of(partition));
        replies.seekToEnd(List.of(partition));
        replies.position(partition);
    }

    /** The answer to a command to a job, under a new id. */
    public SpecificRecord call(SpecificRecord command) {
        return call(command, UUID.randomUUID().toString());
    }

    public SpecificRecord call(SpecificRecord command, String commandId) {
        OptionalLong jobKey = Commands.jobKey(command);
        return exchange(null, JobKeys.text(jobKey.orElseThrow()), command, commandId);
    }

    /** The answer of a partition. */
    public SpecificRecord callPartition(int partition, SpecificRecord command) {
        return exchange(partition, "activate", command, UUID.randomUUID().toString());
    }

    /** The answer to a command under any key, in any partition. */
    public SpecificRecord exchange(@Nullable Integer partition, String key, SpecificRecord command, String commandId) {
        String correlation = UUID.randomUUID().toString();
        ProducerRecord<byte[], byte[]> record = record(partition, key.getBytes(UTF_8), bytes(command));
        record.headers().add(RecordHeaders.COMMAND_ID, commandId.getBytes(UTF_8));
        record.headers().add(RecordHeaders.REPLY_TO, "0".getBytes(UTF_8));
        record.headers().add(RecordHeaders.CORRELATION_ID, correlation.getBytes(UTF_8));
        append(record);
        return await(correlation);
    }

    /** Writes whatever it is, and waits until it is written; throws what the broker says against it. */
    public RecordMetadata append(ProducerRecord<byte[], byte[]> record) {
        try {
            return producer.send(record).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    public static ProducerRecord<byte[], byte[]> record(
            @Nullable Integer partition, byte @Nullable [] key, byte @Nullable [] value) {
        return new ProducerRecord<>(Topics.JOB_COMMANDS, partition, key, value);
    }

    public byte[] bytes(SpecificRecord command) {
        return serdes.serializer().serialize(Topics.JOB_COMMANDS, command);
    }

    public int partitions() {
        return producer.partitionsFor(Topics.JOB_COMMANDS).size();
    }

    private SpecificRecord await(String correlation) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!answers.containsKey(correlation)) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("Expected an answer within " + PATIENCE);
            }
            for (ConsumerRecord<byte[], byte[]> reply : replies.poll(Duration.ofMillis(100))) {
                answers.put(
                        new String(
                                reply.headers()
                                        .lastHeader(RecordHeaders.CORRELATION_ID)
                                        .value(),
                                UTF_8),
                        serdes.deserializer().deserialize(reply.topic(), reply.value()));
            }
        }
        return answers.remove(correlation);
    }

    @Override
    public void close() {
        producer.close();
        replies.close();
        serdes.close();
    }
}
