package dev.reprise.node.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reprise.node.KafkaAccess;
import dev.reprise.node.KafkaUnavailableException;
import dev.reprise.node.Node;
import dev.reprise.node.broker.SecuredBroker;
import dev.reprise.node.config.ConfigSources;
import dev.reprise.node.config.Mode;
import dev.reprise.node.config.NodeConfig;
import dev.reprise.node.topics.TopicSetup;
import dev.reprise.query.http.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node of a cluster whose brokers ask for TLS and a password. */
class SecuredKafkaIT {
    @TempDir
    Path folder = Path.of("");

    @Test
    void worksWithTheRightPasswordAndSaysSoWithAWrongOne() throws Exception {
        try (SecuredBroker broker = SecuredBroker.start(folder)) {
            NodeConfig config = config(broker, "node", SecuredBroker.PASSWORD);
            try (Admin admin = KafkaAccess.of(config).admin()) {
                new TopicSetup(admin).create(2, 1);
            }
            try (Node node = Node.start(config)) {
                node.awaitReady(Duration.ofSeconds(90));
                String created = call(node, "POST", "/v1/jobs", "{\"jobKey\":\"5\",\"type\":\"t\"}");
                assertThat(created).contains("ACTIVATABLE");
                String failed = call(node, "POST", "/v1/jobs/5/failure", "{\"retries\":0}");
                assertThat(failed).contains("INCIDENT");
                String position = Json.mapper().readTree(failed).get("position").textValue();
                assertThat(call(node, "GET", "/v1/jobs/5/history?wait=20000&after=" + position, ""))
                        .contains("IncidentCreated");
            }
            long begin = System.nanoTime();
            assertThatThrownBy(() -> Node.start(config(broker, "other", "wrong-password"))
                            .close())
                    .isInstanceOf(KafkaUnavailableException.class)
                    .hasMessageContaining("Authentication failed")
                    .hasMessageNotContaining("wrong-password");
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(30));
        }
    }

    private NodeConfig config(SecuredBroker broker, String name, String password) throws IOException {
        Path jaas = folder.resolve(name + ".jaas");
        Files.writeString(jaas, SecuredBroker.jaas(password) + "\n");
        Map<String, String> kafka = new HashMap<>();
        broker.client("").forEach((setting, value) -> kafka.put("kafka." + setting, value));
        kafka.put("kafka.sasl.jaas.config", "@" + jaas);
        return NodeConfig.read(
                Mode.CLUSTER,
                new ConfigSources(
                        Map.of(
                                "http-port", "0",
                                "bootstrap-servers", broker.bootstrapServers(),
                                "data-dir", folder.resolve(name).toString()),
                        kafka,
                        Map.of(),
                        null));
    }

    private static String call(Node node, String method, String path, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(node.url() + path))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
