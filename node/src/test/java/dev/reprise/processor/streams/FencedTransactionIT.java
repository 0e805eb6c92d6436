package dev.reprise.processor.streams;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reprise.node.broker.EmbeddedBroker;
import dev.reprise.schemas.Topics;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A thread that was replaced while it stood still commits nothing, not even what has no offsets. */
class FencedTransactionIT {
    private static final ConsumerGroupMetadata REPLACED =
            new ConsumerGroupMetadata(StoreNames.APPLICATION_ID, 7, "a-member-that-was", Optional.empty());

    @TempDir
    Path folder = Path.of("");

    @Test
    void aTransactionOfDueRetriesAloneIsHeldToTheMembershipOfItsThread() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder, 0, fault -> {});
                Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.createTopics(List.of(
                            new NewTopic(Topics.JOB_EVENTS, 1, (short) 1),
                            new NewTopic(StoreNames.changelog(StoreNames.META), 1, (short) 1)))
                    .all()
                    .get();
            try (TimedProducer producer = new TimedProducer(
                    Map.of("bootstrap.servers", broker.bootstrapServers(), "transactional.id", "a-thread"))) {
                producer.initTransactions();
                producer.beginTransaction();
                producer.send(new ProducerRecord<>(Topics.JOB_EVENTS, 0, new byte[] {1}, new byte[] {1}))
                        .get();

                assertThatThrownBy(() -> {
                            producer.sendOffsetsToTransaction(Map.of(), REPLACED);
                            producer.commitTransaction();
                        })
                        .isInstanceOf(CommitFailedException.class);

                producer.abortTransaction();
            }
        }
    }
}
