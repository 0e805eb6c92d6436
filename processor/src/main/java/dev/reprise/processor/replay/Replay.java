package dev.reprise.processor.replay;

import dev.reprise.schemas.AvroWire;
import dev.reprise.schemas.RecordSerdes;
import dev.reprise.schemas.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Folds {@code job-events} from the beginning and compares with the changelogs of the stores, that is, with what every store is
 * restored from: no running node is asked, and a running one is not disturbed. Partition by partition; all jobs of a partition are
 * held in memory, about 1 KB each.
 */
public final class Replay {
    /** Longer than a transaction of a node that died stays open. */
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private Replay() {}

    /**
     * Replays all partitions.
     *
     * @param config settings of Kafka's clients and of the serdes, {@code bootstrap.servers} at least
     * @param afterEachPartition is given the result so far
     * @throws ReplayException if an event cannot be folded, or the topics cannot be read
     */
    public static ReplayResult run(Map<String, ?> config, Consumer<ReplayResult> afterEachPartition) {
        Map<String, Object> consumerConfig = new HashMap<>(config);
        // A decision that was not committed did not happen.
        consumerConfig.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        consumerConfig.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        consumerConfig.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 10_000);
        consumerConfig.remove(ConsumerConfig.GROUP_ID_CONFIG);
        try (Admin admin = Admin.create(new HashMap<>(config));
                RecordSerdes serdes = RecordSerdes.from(config);
                KafkaConsumer<byte[], byte[]> consumer =
                        new KafkaConsumer<>(consumerConfig, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            int partitions = partitions(admin);
            ReplayResult result = ReplayResult.NOTHING;
            for (int partition = 0; partition < partitions; partition++) {
                checkBeginning(admin, partition);
                TopicLog log = new KafkaTopicLog(consumer, admin, PATIENCE);
                result = result.plus(new PartitionReplay(partition, log, serdes.deserializer(), new AvroWire()).run());
                afterEachPartition.accept(result);
            }
            return result;
        }
    }

    private static void checkBeginning(Admin admin, int partition) {
        TopicPartition events = new TopicPartition(Topics.JOB_EVENTS, partition);
        long beginning = await(
                        admin.listOffsets(Map.of(events, OffsetSpec.earliest())).partitionResult(events),
                        "The beginning of " + events + " cannot be found out")
                .offset();
        if (beginning > 0) {
            throw new ReplayException(
                    "Expected %s to begin at offset 0, but it begins at %d: nothing can be replayed without its first events. Its retention must have no end"
                            .formatted(events, beginning));
        }
    }

    /** The number of partitions, which must be the same for the events and for every changelog. */
    private static int partitions(Admin admin) {
        List<String> topics = new ArrayList<>(ChangelogFold.topics());
        topics.add(Topics.JOB_EVENTS);
        Map<String, Integer> counts = new HashMap<>();
        await(admin.describeTopics(topics).allTopicNames(), "The topics " + topics + " cannot be described")
                .forEach((topic, description) ->
                        counts.put(topic, description.partitions().size()));
        if (Set.copyOf(counts.values()).size() != 1) {
            throw new ReplayException("Expected as many partitions of each topic, but there are " + counts);
        }
        return counts.values().iterator().next();
    }

    static <T> T await(KafkaFuture<T> future, String orElse) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new ReplayException(orElse + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ReplayException(orElse + ": interrupted", e);
        }
    }
}
