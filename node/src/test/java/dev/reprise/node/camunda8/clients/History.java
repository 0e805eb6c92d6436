package dev.reprise.node.camunda8.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.schemas.JobKeys;
import dev.reprise.schemas.RecordSerdes;
import dev.reprise.schemas.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** All that is written of all jobs: the names of their events in {@code job-events}, in order. */
final class History {
    private final Map<Long, List<String>> events = new HashMap<>();

    private History() {}

    /** What is committed by now. */
    static History read(String bootstrapServers) {
        History history = new History();
        try (RecordSerdes serdes = RecordSerdes.from(Map.of());
                KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                        Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed"),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topics.JOB_EVENTS).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream()
                    .anyMatch(partition -> consumer.position(partition) < ends.getOrDefault(partition, 0L))) {
                consumer.poll(Duration.ofMillis(200))
                        .forEach(record -> history.events
                                .computeIfAbsent(JobKeys.fromRecordKey(record.key()), key -> new ArrayList<>())
                                .add(serdes.deserializer()
                                        .deserialize(record.topic(), record.value())
                                        .getSchema()
                                        .getName()));
            }
        }
        return history;
    }

    /** Fails unless a job has been through exactly this. */
    void assertTells(long jobKey, List<Report> reports) {
        List<String> told = new ArrayList<>(List.of("JobCreated"));
        for (Report report : reports) {
            told.add("JobActivated");
            switch (report.kind()) {
                case COMPLETES -> told.add("JobCompleted");
                case THROWS_AN_ERROR -> told.add("JobErrorThrown");
                case FAILS, LETS_AN_EXCEPTION_OUT -> {
                    told.add("JobFailed");
                    if (report.last()) {
                        told.add("IncidentCreated");
                    } else if (report.backOff() > 0) {
                        told.addAll(List.of("JobRetryScheduled", "JobRetryDue"));
                    }
                }
            }
        }
        assertThat(events.get(jobKey))
                .as("job %d, of which was reported: %s", jobKey, reports)
                .isEqualTo(told);
    }
}
