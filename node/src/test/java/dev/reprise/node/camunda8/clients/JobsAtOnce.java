package dev.reprise.node.camunda8.clients;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.reprise.command.CreateJob;
import dev.reprise.schemas.JobKeys;
import dev.reprise.schemas.RecordHeaders;
import dev.reprise.schemas.RecordSerdes;
import dev.reprise.schemas.Topics;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.LongStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Thousands of jobs, created over Kafka, which takes a fraction of a second. */
final class JobsAtOnce {
    private static final long FIRST_KEY = 800_000_000_000_000_000L;

    private JobsAtOnce() {}

    /** Writes the commands to create so many of a type, with three retries each; their keys. */
    static List<Long> create(String bootstrapServers, String type, int count) {
        List<Long> keys = LongStream.range(0, count)
                .map(i -> FIRST_KEY + (i << 12))
                .boxed()
                .toList();
        try (RecordSerdes serdes = RecordSerdes.from(Map.of());
                KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                        Map.of("bootstrap.servers", bootstrapServers, "linger.ms", 5),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            int partitions = producer.partitionsFor(Topics.JOB_COMMANDS).size();
            for (long key : keys) {
                CreateJob command = CreateJob.newBuilder()
                        .setJobKey(key)
                        .setType(type)
                        .setRetries(3)
                        .build();
                ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                        Topics.JOB_COMMANDS,
                        JobKeys.partitionFor(key, partitions),
                        JobKeys.recordKey(key),
                        serdes.serializer().serialize(Topics.JOB_COMMANDS, command));
                record.headers()
                        .add(
                                RecordHeaders.COMMAND_ID,
                                UUID.randomUUID().toString().getBytes(UTF_8));
                var unused = producer.send(record);
            }
        }
        return keys;
    }
}
