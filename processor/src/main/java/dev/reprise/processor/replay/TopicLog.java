package dev.reprise.processor.replay;

import java.util.Collection;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** What a replay reads. Records come in the order of offsets, once each, and only when they are committed. */
interface TopicLog {
    /** Offsets behind the last records that have been written, committed or not. */
    Map<TopicPartition, Long> ends(Collection<TopicPartition> partitions);

    /**
     * Reads on from where it last stopped, or from the beginning, at least to these offsets. Waits until transactions that are open
     * before them have ended.
     *
     * @throws ReplayException if it comes to no end
     */
    void readTo(Map<TopicPartition, Long> ends, Reader reader);

    /** Is given the records. */
    @FunctionalInterface
    interface Reader {
        void read(ConsumerRecord<byte[], byte[]> record);
    }
}
