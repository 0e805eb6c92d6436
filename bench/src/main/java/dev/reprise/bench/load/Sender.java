package dev.reprise.bench.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.reprise.schemas.RecordHeaders;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Sends bytes to partition 0 of a topic. */
public final class Sender implements AutoCloseable {
    private final KafkaProducer<byte[], byte[]> producer;
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    private long commandIds = 1L << 40;

    /**
     * A new one.
     *
     * @param linger how long records wait for others to share a request with
     */
    public Sender(String bootstrapServers, Duration linger) {
        producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ProducerConfig.LINGER_MS_CONFIG,
                        linger.toMillis(),
                        ProducerConfig.BATCH_SIZE_CONFIG,
                        128 << 10,
                        ProducerConfig.ACKS_CONFIG,
                        "all"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** Sends a record as it is. */
    public void send(String topic, byte[] key, byte[] value) {
        send(new ProducerRecord<>(topic, 0, key, value));
    }

    /** Sends a command, with an id as a producer would choose it. */
    public void sendCommand(String topic, byte[] key, byte[] value) {
        byte[] id = Long.toString(commandIds++, Character.MAX_RADIX).getBytes(UTF_8);
        send(new ProducerRecord<>(topic, 0, key, value, List.of(new RecordHeader(RecordHeaders.COMMAND_ID, id))));
    }

    private void send(ProducerRecord<byte[], byte[]> record) {
        var unused = producer.send(record, (metadata, exception) -> {
            if (exception != null) {
                failure.compareAndSet(null, exception);
            }
        });
    }

    /** Returns when all that was sent is in Kafka. */
    public void flush() {
        producer.flush();
        @Nullable Exception first = failure.get();
        if (first != null) {
            throw new IllegalStateException("Expected Kafka to take all records, but " + first.getMessage(), first);
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
