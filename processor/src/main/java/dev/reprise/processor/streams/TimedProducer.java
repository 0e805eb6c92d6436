package dev.reprise.processor.streams;

import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The producer of a stream thread. It tells the thread's {@link CommitPace} how long each commit took, and sees to it that every
 * transaction is held to the membership of its thread.
 *
 * <p>Brokers compare the generation of a group when offsets are committed, and Kafka Streams relies on that to fence a thread that has been
 * replaced while it stood still. A transaction of due retries alone has no offsets: Kafka's producer then sends nothing, and a thread that
 * was frozen beyond its session fired retries again that its successor had fired (found by the fault harness, decision 095).
 */
final class TimedProducer extends KafkaProducer<byte[], byte[]> {
    /** Nobody consumes it with this group, and whoever decides commands may read it. */
    private static final Map<TopicPartition, OffsetAndMetadata> FENCE =
            Map.of(new TopicPartition(StoreNames.changelog(StoreNames.META), 0), new OffsetAndMetadata(0));

    private long nanosOfCommit;

    TimedProducer(Map<String, Object> config) {
        super(config, new ByteArraySerializer(), new ByteArraySerializer());
    }

    @Override
    public void flush() {
        long start = System.nanoTime();
        super.flush();
        nanosOfCommit += System.nanoTime() - start;
    }

    @Override
    public void sendOffsetsToTransaction(
            Map<TopicPartition, OffsetAndMetadata> offsets, ConsumerGroupMetadata groupMetadata) {
        long start = System.nanoTime();
        super.sendOffsetsToTransaction(fenced(offsets), groupMetadata);
        nanosOfCommit += System.nanoTime() - start;
    }

    /** Offsets that say nothing in place of none. */
    static Map<TopicPartition, OffsetAndMetadata> fenced(Map<TopicPartition, OffsetAndMetadata> offsets) {
        return offsets.isEmpty() ? FENCE : offsets;
    }

    @Override
    public void commitTransaction() {
        long start = System.nanoTime();
        super.commitTransaction();
        long end = System.nanoTime();
        CommitPace.ofThread().committed(nanosOfCommit + end - start, end);
        nanosOfCommit = 0;
    }

    @Override
    public void abortTransaction() {
        nanosOfCommit = 0;
        super.abortTransaction();
    }
}
