package dev.reprise.node.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.reprise.policy.RetryPolicy;
import dev.reprise.schemas.JobKeys;
import dev.reprise.schemas.RecordHeaders;
import dev.reprise.schemas.RecordSerdes;
import dev.reprise.schemas.Topics;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Publishes commands as any producer would: Avro bytes under the job's key, with an id of its own in a header. */
final class CommandLog implements AutoCloseable {
    private final Producer<byte[], byte[]> producer;
    private final RecordSerdes serdes = RecordSerdes.from(Map.of());
    private int sent;
    private int polls;

    CommandLog(String bootstrapServers) {
        producer = new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers, ProducerConfig.LINGER_MS_CONFIG, 0),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** A command to a job, under a new id. */
    void send(long jobKey, SpecificRecord command) {
        send(jobKey, command, UUID.randomUUID().toString());
    }

    void send(long jobKey, SpecificRecord command, String commandId) {
        publish(null, JobKeys.recordKey(jobKey), bytes(command), commandId);
    }

    /** A command to a partition. */
    void sendTo(int partition, SpecificRecord command) {
        polls++;
        publish(
                partition,
                "activate".getBytes(UTF_8),
                bytes(command),
                UUID.randomUUID().toString());
    }

    /** A record that is no command. */
    void sendBroken(byte @Nullable [] key, byte[] value) {
        publish(key == null ? Integer.valueOf(0) : null, key, value, "broken");
    }

    void policy(String jobType, RetryPolicy policy) {
        producer.send(new ProducerRecord<>(
                Topics.JOB_RETRY_POLICIES,
                jobType.getBytes(UTF_8),
                serdes.serializer().serialize(Topics.JOB_RETRY_POLICIES, policy)));
    }

    int partitions() {
        return producer.partitionsFor(Topics.JOB_COMMANDS).size();
    }

    /** Records sent to job-commands so far, but for those that ask for jobs: the node itself asks, too. */
    int sentToJobs() {
        return sent - polls;
    }

    void flush() {
        producer.flush();
    }

    private byte[] bytes(SpecificRecord command) {
        return serdes.serializer().serialize(Topics.JOB_COMMANDS, command);
    }

    private void publish(@Nullable Integer partition, byte @Nullable [] key, byte[] value, String commandId) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(Topics.JOB_COMMANDS, partition, key, value);
        record.headers().add(RecordHeaders.COMMAND_ID, commandId.getBytes(UTF_8));
        producer.send(record);
        sent++;
    }

    @Override
    public void close() {
        producer.close();
        serdes.close();
    }
}
