package dev.reprise.node.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerIT {
    private static final TopicPartition PARTITION = new TopicPartition("kept", 0);

    @TempDir
    Path folder = Path.of("");

    @Test
    void findsItsRecordsAgainAfterARestartOnAnotherPort() throws Exception {
        int firstPort;
        try (EmbeddedBroker broker = start(0)) {
            firstPort = broker.port();
            write(broker, "one");
        }
        try (EmbeddedBroker broker = start(0)) {
            assertThat(broker.port()).isNotEqualTo(firstPort);
            assertThat(read(broker)).containsExactly("one");
        }
    }

    @Test
    void listensOnLoopbackOnly() {
        try (EmbeddedBroker broker = start(0)) {
            assertThat(broker.bootstrapServers()).isEqualTo("127.0.0.1:" + broker.port());
        }
    }

    @Test
    void stopsWithinSeconds() {
        EmbeddedBroker broker = start(0);
        long begin = System.nanoTime();

        broker.close();
        broker.close();

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void saysWhichPortIsTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            assertThatThrownBy(() -> start(taken.getLocalPort()))
                    .isInstanceOf(BrokerStartException.class)
                    .hasMessageContaining("port " + taken.getLocalPort())
                    .hasMessageContaining("could not be bound");
        }
        assertThat(folder).as("nothing was begun").isEmptyDirectory();
    }

    @Test
    void formatsAnewWhatWasNotFormattedToTheEnd() throws Exception {
        Files.writeString(folder.resolve("bootstrap.checkpoint"), "cut short");

        try (EmbeddedBroker broker = start(0)) {
            write(broker, "one");
            assertThat(read(broker)).containsExactly("one");
        }
    }

    @Test
    void saysWhyDataCannotBeUsed() throws Exception {
        start(0).close();
        Files.writeString(folder.resolve("meta.properties"), "version=1\nnode.id=7\ncluster.id=other\n");

        assertThatThrownBy(() -> start(0))
                .isInstanceOf(BrokerStartException.class)
                .hasMessageContaining("Stored node id 7");
    }

    private EmbeddedBroker start(int port) {
        return EmbeddedBroker.start(folder, port, fault -> {
            throw new AssertionError(fault);
        });
    }

    private static void write(EmbeddedBroker broker, String value) throws Exception {
        Map<String, Object> settings = Map.of("bootstrap.servers", broker.bootstrapServers());
        try (Admin admin = Admin.create(settings);
                KafkaProducer<String, String> producer =
                        new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            admin.createTopics(List.of(new NewTopic("kept", Optional.empty(), Optional.empty())))
                    .all()
                    .get();
            producer.send(new ProducerRecord<>("kept", value)).get();
        }
    }

    private static List<String> read(EmbeddedBroker broker) {
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers()),
                new StringDeserializer(),
                new StringDeserializer())) {
            consumer.assign(List.of(PARTITION));
            consumer.seekToBeginning(List.of(PARTITION));
            ConsumerRecords<String, String> records = consumer.poll(Duration.ofSeconds(10));
            return records.records(PARTITION).stream()
                    .map(ConsumerRecord::value)
                    .toList();
        }
    }
}
