package dev.reprise.gateway.log;

import dev.reprise.schemas.TopicSettings;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Clients of a real cluster. What the caller configures goes over our own choices, apart from what correctness rests on. */
public final class ProductionClients implements KafkaClients {
    private final Map<String, ?> kafka;
    private final Duration delivery;
    private final Duration linger;

    /**
     * Clients for this cluster.
     *
     * @param kafka settings of all Kafka clients: bootstrap.servers, security and so on
     * @param delivery how long a record is tried to be appended, 2 ms or more
     * @param linger how long a record waits for company before it is sent
     */
    public ProductionClients(Map<String, ?> kafka, Duration delivery, Duration linger) {
        this.kafka = Map.copyOf(kafka);
        this.delivery = delivery;
        this.linger = linger;
    }

    @Override
    public Producer<byte[], byte[]> producer() {
        Map<String, Object> config = new HashMap<>();
        // Found again within a second after a broker came back; Kafka's default waits up to a second between tries.
        config.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500);
        config.put(ProducerConfig.RETRY_BACKOFF_MS_CONFIG, 20);
        config.put(ProducerConfig.RETRY_BACKOFF_MAX_MS_CONFIG, 500);
        // A caller that is blocked holds a thread of the HTTP server.
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 1000);
        // By default a topic that was not written to for 5 minutes is forgotten, and the next write blocks.
        config.put(ProducerConfig.METADATA_MAX_IDLE_CONFIG, Duration.ofDays(1).toMillis());
        // The same limit as the topic's, so that a larger command is refused before it is sent.
        config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, TopicSettings.MAX_COMMAND_BYTES);
        config.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 64L << 20);
        config.put(ProducerConfig.BATCH_SIZE_CONFIG, 64 << 10);
        // One request at a time to a broker: commands that come meanwhile go together with the next one, and one that
        // comes alone waits for nobody. Kafka's default is 5, which sends them in five times as many requests.
        config.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        config.putAll(kafka);
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        long lingerMs = Math.min(linger.toMillis(), delivery.toMillis() / 4);
        config.put(ProducerConfig.LINGER_MS_CONFIG, lingerMs);
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Math.toIntExact(delivery.toMillis()));
        config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, Math.toIntExact(delivery.toMillis() / 2));
        return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }

    @Override
    public Consumer<byte[], byte[]> consumer() {
        Map<String, Object> config = new HashMap<>();
        config.put(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500);
        config.put(ConsumerConfig.RETRY_BACKOFF_MS_CONFIG, 20);
        config.put(ConsumerConfig.RETRY_BACKOFF_MAX_MS_CONFIG, 500);
        config.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 5000);
        config.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, 4000);
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 2000);
        config.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, TopicSettings.MAX_RECORD_BYTES);
        config.putAll(kafka);
        config.put(
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                IsolationLevel.READ_COMMITTED.toString().toLowerCase(Locale.ROOT));
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        // Where reading goes on when the log was truncated under us: far enough back for everyone who still waits.
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "by_duration:PT1M");
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
