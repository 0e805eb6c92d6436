package dev.reprise.faults.check;

import dev.reprise.schemas.RecordSerdes;
import dev.reprise.schemas.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The topics of a cluster, each partition read from offset 0 to the end that it has when its reading begins. Transactions that are
 * open before that end are waited for. Used by one thread.
 */
public final class KafkaEvents implements EventSource, AutoCloseable {
    /** Longer than a transaction of a node that died stays open. */
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private static final Duration POLL = Duration.ofMillis(200);

    private final Admin admin;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final RecordSerdes serdes;

    /**
     * @param config settings of Kafka's clients and of the serdes, {@code bootstrap.servers} at least
     */
    public KafkaEvents(Map<String, ?> config) {
        Map<String, Object> reading = new HashMap<>(config);
        reading.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        reading.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        reading.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 10_000);
        reading.remove(ConsumerConfig.GROUP_ID_CONFIG);
        admin = Admin.create(new HashMap<>(config));
        consumer = new KafkaConsumer<>(reading, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        serdes = RecordSerdes.from(config);
    }

    @Override
    public int partitions() {
        return await(admin.describeTopics(List.of(Topics.JOB_EVENTS))
                        .topicNameValues()
                        .values()
                        .iterator()
                        .next())
                .partitions()
                .size();
    }

    @Override
    public void events(int partition, Consumer<Logged> reader) {
        read(new TopicPartition(Topics.JOB_EVENTS, partition), reader);
    }

    @Override
    public void rejections(int partition, Consumer<Logged> reader) {
        read(new TopicPartition(Topics.JOB_REJECTIONS, partition), reader);
    }

    private void read(TopicPartition partition, Consumer<Logged> reader) {
        long beginning = offset(partition, OffsetSpec.earliest());
        if (beginning > 0) {
            throw new IllegalStateException(
                    "Expected %s to begin at offset 0, but it begins at %d: nothing can be said of a load without its first records"
                            .formatted(partition, beginning));
        }
        // The end for those who read everything, since an open transaction may still be committed.
        long end = offset(partition, OffsetSpec.latest());
        consumer.assign(List.of(partition));
        consumer.seek(partition, 0);
        long stepAt = System.nanoTime();
        long position = 0;
        while (position < end) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                reader.accept(decoded(record));
            }
            long before = position;
            position = consumer.position(partition);
            if (position > before) {
                stepAt = System.nanoTime();
            } else if (System.nanoTime() - stepAt > PATIENCE.toNanos()) {
                throw new IllegalStateException("Expected to read %s to %d, but for %s there was no step on from %d"
                        .formatted(partition, end, PATIENCE, position));
            }
        }
    }

    private Logged decoded(ConsumerRecord<byte[], byte[]> record) {
        SpecificRecord value = serdes.deserializer().deserialize(record.topic(), record.value());
        if (value == null) {
            throw new IllegalStateException("Expected a record at %s-%d@%d, but it has no value"
                    .formatted(record.topic(), record.partition(), record.offset()));
        }
        return new Logged(record.partition(), record.offset(), value);
    }

    private long offset(TopicPartition partition, OffsetSpec spec) {
        return await(admin.listOffsets(Map.of(partition, spec), new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED))
                        .partitionResult(partition))
                .offset();
    }

    private static <T> T await(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("The topics cannot be read: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while topics were looked at", e);
        }
    }

    @Override
    public void close() {
        consumer.close();
        admin.close(Duration.ofSeconds(5));
        serdes.close();
    }
}
