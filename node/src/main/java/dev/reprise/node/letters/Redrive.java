package dev.reprise.node.letters;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.reprise.node.KafkaAccess;
import dev.reprise.node.KafkaUnavailableException;
import dev.reprise.schemas.RecordHeaders;
import dev.reprise.schemas.RecordSerdes;
import dev.reprise.schemas.TopicSettings;
import dev.reprise.schemas.Topics;
import java.time.Duration;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Sends dead letters back to job-commands. Each goes in a transaction of its own together with a mark in job-dead-letters that it has
 * gone: both are there or neither is, whenever this process ends. One redrive runs at a time in a cluster: a second one ends the
 * first, which would else not know the second's marks. Used by one thread.
 */
public final class Redrive implements AutoCloseable {
    private static final String TRANSACTIONAL_ID = "reprise-redrive";

    private final KafkaProducer<byte[], byte[]> producer;
    private final RecordSerdes serdes;

    /**
     * Ends whatever redrive is under way. Letters and marks must be read after this, not before.
     *
     * @throws KafkaUnavailableException if the brokers do not answer, or do not allow it
     */
    public Redrive(KafkaAccess kafka, Map<String, Object> recordSettings) {
        serdes = RecordSerdes.from(recordSettings);
        producer = new KafkaProducer<>(
                kafka.client(Map.of(
                        ProducerConfig.CLIENT_ID_CONFIG,
                        TRANSACTIONAL_ID,
                        ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                        TRANSACTIONAL_ID,
                        ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
                        10_000,
                        ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                        TopicSettings.MAX_RECORD_BYTES)),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        try {
            producer.initTransactions();
        } catch (KafkaException e) {
            producer.close(Duration.ZERO);
            throw failed("Expected to begin a redrive", e);
        }
    }

    /**
     * Sends one back. When this returns, that is durable.
     *
     * @throws KafkaUnavailableException if it cannot be done; then it has not been, unless the brokers did not answer in the end
     */
    public void send(Letter letter) {
        try {
            ProducerRecord<byte[], byte[]> command = ReturnedCommand.of(
                    letter,
                    decoded(letter, serdes),
                    producer.partitionsFor(Topics.JOB_COMMANDS).size());
            producer.beginTransaction();
            producer.send(command);
            producer.send(mark(letter));
            producer.commitTransaction();
        } catch (KafkaException e) {
            throw failed("Expected to send back dead letter " + letter.place(), e);
        }
    }

    /** What it says; null if that cannot be read. */
    public static @Nullable SpecificRecord decoded(Letter letter, RecordSerdes serdes) {
        if (letter.value() == null) {
            return null;
        }
        try {
            return serdes.deserializer().deserialize(Topics.JOB_COMMANDS, letter.value());
        } catch (RuntimeException | StackOverflowError e) { // it lies here because something could not read it
            return null;
        }
    }

    @SuppressWarnings("NullAway") // Kafka's class is not annotated: keys and values may be null
    private static ProducerRecord<byte[], byte[]> mark(Letter letter) {
        ProducerRecord<byte[], byte[]> mark =
                new ProducerRecord<>(Topics.JOB_DEAD_LETTERS, letter.place().partition(), letter.key(), null);
        mark.headers().add(RecordHeaders.REDRIVEN, letter.place().toString().getBytes(UTF_8));
        return mark;
    }

    private static KafkaUnavailableException failed(String expected, KafkaException fault) {
        if (fault instanceof ProducerFencedException || fault instanceof InvalidProducerEpochException) {
            return new KafkaUnavailableException(expected + ", but another redrive has begun meanwhile", fault);
        }
        return new KafkaUnavailableException(expected + ", but: " + fault.getMessage(), fault);
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
        serdes.close();
    }
}
