package dev.reprise.node.e2e;

import dev.reprise.node.Node;
import dev.reprise.node.config.ConfigSources;
import dev.reprise.node.config.Mode;
import dev.reprise.node.config.NodeConfig;
import dev.reprise.node.support.ChildNode;
import dev.reprise.node.topics.TopicSetup;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.utils.AppInfoParser;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.utility.DockerImageName;

/** A broker as Kafka's makers ship it, in a container, with our topics; and nodes that work on it. */
final class KafkaInDocker implements AutoCloseable {
    private static final Duration READY_WITHIN = Duration.ofSeconds(90);
    private static final int PARTITIONS = 2;

    private final KafkaContainer broker =
            new KafkaContainer(DockerImageName.parse("apache/kafka:" + AppInfoParser.getVersion()));

    KafkaInDocker() {
        broker.start();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers()))) {
            new TopicSetup(admin).create(PARTITIONS, 1);
        }
    }

    private String bootstrapServers() {
        return broker.getBootstrapServers().replace("localhost:", "127.0.0.1:");
    }

    private Map<String, String> options(Path dataDirectory) {
        return Map.of(
                "bootstrap-servers",
                bootstrapServers(),
                "http-port",
                "0",
                "instance-id",
                "the-only-one",
                "data-dir",
                dataDirectory.toString());
    }

    /** A node in this JVM, ready. */
    Node node(Path dataDirectory) {
        Node node = Node.start(NodeConfig.read(Mode.CLUSTER, ConfigSources.ofFlags(options(dataDirectory))));
        try {
            node.awaitReady(READY_WITHIN);
            return node;
        } catch (RuntimeException | Error e) {
            node.close();
            throw e;
        }
    }

    /** A node in a process of its own. */
    ChildNode process(Path dataDirectory) {
        List<String> words = new ArrayList<>(List.of("node"));
        options(dataDirectory).forEach((name, value) -> words.addAll(List.of("--" + name, value)));
        return ChildNode.run(words);
    }

    @Override
    public void close() {
        broker.close();
    }
}
