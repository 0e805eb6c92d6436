package dev.reprise.processor.streams;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.node.broker.EmbeddedBroker;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.assertj.core.api.Assertions;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a killed process had begun hides nothing any more once it is back. */
class OpenTransactionsIT {
    private static final String TOPIC = "answers";
    private static final TopicPartition PARTITION = new TopicPartition(TOPIC, 0);

    @TempDir
    Path folder = Path.of("");

    @Test
    void whatTheProcessThatWasHadBegunIsAborted() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder, 0, fault -> {});
                Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1))).all().get();
            try (KafkaProducer<byte[], byte[]> was = producer(broker, "reprise-6f0c-2")) {
                was.initTransactions();
                was.beginTransaction();
                was.send(new ProducerRecord<>(TOPIC, new byte[1])).get();
                assertThat(visibleEnd(admin)).isZero();

                OpenTransactions.abort(admin, List.of("reprise-6f0c-StreamThread-1", "reprise-6f0c-StreamThread-2"));

                Awaitility.await()
                        .untilAsserted(() -> assertThat(visibleEnd(admin)).isEqualTo(2)); // and the marker
                Assertions.assertThatThrownBy(was::commitTransaction).isInstanceOf(ProducerFencedException.class);
            }
        }
    }

    /** What a reader of committed records can see ends here. */
    private static long visibleEnd(Admin admin) throws ExecutionException, InterruptedException {
        return admin.listOffsets(
                        Map.of(PARTITION, OffsetSpec.latest()), new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                .partitionResult(PARTITION)
                .get()
                .offset();
    }

    private static KafkaProducer<byte[], byte[]> producer(EmbeddedBroker broker, String transactionalId) {
        return new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        broker.bootstrapServers(),
                        "transactional.id",
                        transactionalId,
                        "transaction.timeout.ms",
                        60_000),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }
}
