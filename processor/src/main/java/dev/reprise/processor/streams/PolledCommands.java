package dev.reprise.processor.streams;

import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** Tells the {@link CommitPace} of a stream thread how many commands each of its polls brings: Kafka Streams itself does not say. */
public final class PolledCommands implements ConsumerInterceptor<byte[], byte[]> {
    /** Made by the consumer. */
    public PolledCommands() {}

    @Override
    public ConsumerRecords<byte[], byte[]> onConsume(ConsumerRecords<byte[], byte[]> records) {
        CommitPace.ofThread().polled(records.count());
        return records;
    }

    @Override
    public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {
        // transactions commit them
    }

    @Override
    public void configure(Map<String, ?> settings) {
        // nothing to set
    }

    @Override
    public void close() {
        // holds nothing
    }
}
