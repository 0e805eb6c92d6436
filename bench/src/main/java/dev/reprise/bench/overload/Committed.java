package dev.reprise.bench.overload;

import dev.reprise.schemas.AvroWire;
import dev.reprise.schemas.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What is in {@code job-events} in the end: how often each request of the load has happened. */
final class Committed {
    private static final String FAILED = "JobFailed";
    private static final String CREATED = "JobCreated";
    private static final Duration POLL = Duration.ofSeconds(1);

    private final byte[] times;

    private Committed(int numbers) {
        times = new byte[numbers];
    }

    /** Reads all events up to now. */
    static Committed read(String bootstrapServers, int numbers) {
        Committed committed = new Committed(numbers);
        Map<String, Object> config = new HashMap<>();
        config.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 20_000);
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> all = consumer.partitionsFor(Topics.JOB_EVENTS).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(all);
            consumer.seekToBeginning(all);
            Map<TopicPartition, Long> ends = consumer.endOffsets(all);
            AvroWire wire = new AvroWire();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(POLL).forEach(record -> committed.count(wire, record));
            }
        }
        return committed;
    }

    private void count(AvroWire wire, ConsumerRecord<byte[], byte[]> record) {
        var event = wire.decode(record.value());
        String type = event.getSchema().getName();
        if (type.equals(FAILED) || type.equals(CREATED)) {
            var field = event.getSchema().getField("commandId");
            int number = field == null ? -1 : Load.number(String.valueOf(event.get(field.pos())));
            if (number >= 0 && number < times.length) {
                times[number]++;
            }
        }
    }

    /** How many of those that were accepted have not happened exactly once. */
    long lostOrTwice(Load load) {
        return load.accepted().stream().filter(number -> times[number] != 1).count();
    }

    /** How many of those that were refused have happened. */
    long happenedThoughRefused(Load load) {
        return load.refused().stream().filter(number -> times[number] != 0).count();
    }

    /** How many have happened more than once, whatever was said. */
    long twice() {
        long twice = 0;
        for (byte count : times) {
            twice += count > 1 ? 1 : 0;
        }
        return twice;
    }
}
