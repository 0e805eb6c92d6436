package dev.reprise.processor.replay;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Topics in memory, written to while they are read. What is hidden has been written, but its transaction is still open. */
final class RecordedLog implements TopicLog {
    private final Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> topics = new HashMap<>();
    private final Map<TopicPartition, Integer> positions = new HashMap<>();
    private final List<Runnable> betweenRounds = new ArrayList<>();
    private int rounds;

    void write(String topic, byte[] key, byte @Nullable [] value) {
        List<ConsumerRecord<byte[], byte[]>> records =
                topics.computeIfAbsent(new TopicPartition(topic, 0), any -> new ArrayList<>());
        records.add(new ConsumerRecord<>(topic, 0, records.size(), key, value));
    }

    /** Does this after the next round that has nothing to do yet. */
    void afterNextRound(Runnable write) {
        betweenRounds.add(write);
    }

    int rounds() {
        return rounds;
    }

    @Override
    public Map<TopicPartition, Long> ends(Collection<TopicPartition> partitions) {
        Map<TopicPartition, Long> ends = new HashMap<>();
        partitions.forEach(partition -> ends.put(
                partition, (long) topics.getOrDefault(partition, List.of()).size()));
        return ends;
    }

    @Override
    public void readTo(Map<TopicPartition, Long> ends, Reader reader) {
        ends.forEach((partition, end) -> {
            List<ConsumerRecord<byte[], byte[]>> records = topics.getOrDefault(partition, List.of());
            for (int at = positions.getOrDefault(partition, 0); at < end; at++) {
                reader.read(records.get(at));
            }
            positions.put(partition, end.intValue());
        });
        rounds++;
        if (!betweenRounds.isEmpty()) {
            betweenRounds.remove(0).run();
        }
    }
}
