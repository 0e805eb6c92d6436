package dev.reprise.processor.streams;

import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The producer of a stream thread, which tells the thread's {@link CommitPace} how long each commit took. */
final class TimedProducer extends KafkaProducer<byte[], byte[]> {
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
        super.sendOffsetsToTransaction(offsets, groupMetadata);
        nanosOfCommit += System.nanoTime() - start;
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
