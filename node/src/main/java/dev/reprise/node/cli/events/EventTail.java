package dev.reprise.node.cli.events;

import dev.reprise.node.KafkaAccess;
import dev.reprise.node.KafkaUnavailableException;
import dev.reprise.node.cli.ExitCode;
import dev.reprise.schemas.RecordSerdes;
import dev.reprise.schemas.Topics;
import dev.reprise.schemas.UndecodableRecordException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads committed events from all partitions, without a consumer group: it leaves no trace in the cluster. */
final class EventTail {
    private static final Logger LOG = LoggerFactory.getLogger(EventTail.class);
    private static final Duration POLL = Duration.ofMillis(500);

    private final KafkaAccess kafka;
    private final RecordSerdes serdes;
    private final boolean fromBeginning;
    private final List<String> topics;

    /**
     * @param rejections whether refused commands are read too
     */
    EventTail(KafkaAccess kafka, Map<String, Object> recordSettings, boolean fromBeginning, boolean rejections) {
        this.kafka = kafka;
        this.serdes = RecordSerdes.from(recordSettings);
        this.fromBeginning = fromBeginning;
        this.topics = rejections ? List.of(Topics.JOB_EVENTS, Topics.JOB_REJECTIONS) : List.of(Topics.JOB_EVENTS);
    }

    /** Prints what the filter takes until so many are printed, or nobody reads any more. */
    int follow(EventFilter filter, EventPrinter printer, long most) {
        Map<String, Object> settings = kafka.client(Map.of(
                ConsumerConfig.CLIENT_ID_CONFIG, "reprise-events-tail",
                ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed"));
        long printed = 0;
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            begin(consumer);
            while (printed < most) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    SpecificRecord event = decoded(record);
                    if (event != null && filter.takes(event)) {
                        if (!printer.print(event) || ++printed >= most) {
                            return ExitCode.OK;
                        }
                    }
                }
            }
            return ExitCode.OK;
        } catch (KafkaException e) {
            throw new KafkaUnavailableException("Expected to read " + topics + ", but: " + e.getMessage(), e);
        }
    }

    private void begin(KafkaConsumer<byte[], byte[]> consumer) {
        List<TopicPartition> partitions = new ArrayList<>();
        topics.forEach(topic -> consumer.partitionsFor(topic)
                .forEach(info -> partitions.add(new TopicPartition(topic, info.partition()))));
        consumer.assign(partitions);
        if (fromBeginning) {
            consumer.seekToBeginning(partitions);
        } else {
            consumer.seekToEnd(partitions);
        }
        // Seeking waits for the first poll; what happens from now on must not be missed.
        partitions.forEach(consumer::position);
    }

    private @Nullable SpecificRecord decoded(ConsumerRecord<byte[], byte[]> record) {
        try {
            return serdes.deserializer().deserialize(record.topic(), record.headers(), record.value());
        } catch (UndecodableRecordException e) {
            LOG.warn("Skipped {}-{}@{}: {}", record.topic(), record.partition(), record.offset(), e.getMessage());
            return null;
        }
    }
}
