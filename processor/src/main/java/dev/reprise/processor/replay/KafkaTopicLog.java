package dev.reprise.processor.replay;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/** Reads topics of a cluster. Used by one thread. */
final class KafkaTopicLog implements TopicLog {
    private static final Duration POLL = Duration.ofMillis(100);

    private final Consumer<byte[], byte[]> consumer;
    private final Admin admin;
    private final Duration patience;

    /**
     * @param consumer that reads committed records only
     * @param patience longest time without a step forward; longer than transactions may stay open
     */
    KafkaTopicLog(Consumer<byte[], byte[]> consumer, Admin admin, Duration patience) {
        this.consumer = consumer;
        this.admin = admin;
        this.patience = patience;
    }

    @Override
    public Map<TopicPartition, Long> ends(Collection<TopicPartition> partitions) {
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        partitions.forEach(partition -> latest.put(partition, OffsetSpec.latest()));
        Map<TopicPartition, Long> ends = new HashMap<>();
        Replay.await(
                        admin.listOffsets(latest, new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED))
                                .all(),
                        "The ends of the topics cannot be found out")
                .forEach((partition, end) -> ends.put(partition, end.offset()));
        return ends;
    }

    @Override
    public void readTo(Map<TopicPartition, Long> ends, Reader reader) {
        if (!consumer.assignment().equals(ends.keySet())) {
            consumer.assign(ends.keySet());
            consumer.seekToBeginning(ends.keySet());
        }
        Map<TopicPartition, Long> before = Map.of();
        long stepAt = System.nanoTime();
        while (true) {
            Map<TopicPartition, Long> left = left(ends);
            if (left.isEmpty()) {
                return;
            }
            if (!left.equals(before)) {
                before = left;
                stepAt = System.nanoTime();
            } else if (System.nanoTime() - stepAt > patience.toNanos()) {
                throw new ReplayException(
                        "No step forward for %s; still to be read: %s. An open transaction may be in the way"
                                .formatted(patience, left));
            }
            consumer.poll(POLL).forEach(reader::read);
        }
    }

    /** How many offsets are still to be read, by partition. */
    private Map<TopicPartition, Long> left(Map<TopicPartition, Long> ends) {
        Map<TopicPartition, Long> left = new HashMap<>();
        for (TopicPartition partition : List.copyOf(ends.keySet())) {
            long missing = ends.getOrDefault(partition, 0L) - consumer.position(partition);
            if (missing > 0) {
                left.put(partition, missing);
            }
        }
        return left;
    }
}
