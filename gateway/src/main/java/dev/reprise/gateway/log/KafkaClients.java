package dev.reprise.gateway.log;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;

/** Opens the Kafka clients of a gateway. */
public interface KafkaClients {
    /** An idempotent producer that waits for all replicas. */
    Producer<byte[], byte[]> producer();

    /** A consumer without a group that reads committed records only. */
    Consumer<byte[], byte[]> consumer();
}
