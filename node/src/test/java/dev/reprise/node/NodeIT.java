package dev.reprise.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.reprise.node.config.ConfigSources;
import dev.reprise.node.config.Mode;
import dev.reprise.node.config.NodeConfig;
import dev.reprise.node.deploy.UsedMetrics;
import dev.reprise.node.http.HttpStartException;
import dev.reprise.node.support.Standalone;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeIT {
    @TempDir
    Path folder = Path.of("");

    @Test
    void tellsHowItIsDoing() throws Exception {
        try (Node node = Standalone.start(folder)) {
            assertThat(get(node, "/health/live").statusCode()).isEqualTo(200);
            assertThat(get(node, "/health/ready").statusCode()).isEqualTo(200);
            JsonNode status = json(get(node, "/health/status"));
            assertThat(status.get("mode").asText()).isEqualTo("standalone");
            assertThat(status.at("/kafka/bootstrapServers").asText()).isEqualTo(node.bootstrapServers());
            assertThat(status.at("/kafka/partitions").asInt()).isEqualTo(2);
            assertThat(status.at("/parts/processor/phase").asText()).isEqualTo("READY");
            assertThat(status.at("/parts/processor/partitions")).hasSize(2);
            assertThat(get(node, "/metrics").body())
                    .contains("kafka_stream_thread_process_total", "jvm_memory_used_bytes");
            await().untilAsserted(() -> assertThat(
                            UsedMetrics.missingFrom(get(node, "/metrics").body()))
                    .isEmpty());
            assertThat(json(get(node, "/subjects"))).isNotEmpty();
            assertThat(get(node, "/nowhere").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void keepsTheNumberOfPartitionsThatItBeganWith() throws Exception {
        Standalone.start(folder, "partitions", "1").close();

        try (Node node = Standalone.start(folder, "partitions", "3")) {
            assertThat(json(get(node, "/health/status")).at("/kafka/partitions").asInt())
                    .isEqualTo(1);
        }
    }

    @Test
    void aSecondNodeOnTheSameFolderIsRefused() {
        try (Node node = Standalone.start(folder)) {
            assertThatThrownBy(() -> Standalone.start(folder))
                    .isInstanceOf(NodeStartException.class)
                    .hasMessageContaining("is using it");
            assertThat(node.notReady()).isEmpty();
        }
    }

    @Test
    void aPortInUseIsSaidBeforeAnythingIsStarted() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            String port = Integer.toString(taken.getLocalPort());
            assertThatThrownBy(() -> Standalone.start(folder, "http-port", port))
                    .isInstanceOf(HttpStartException.class)
                    .hasMessageContaining("HTTP port " + port);
        }
        assertThat(folder.resolve("kafka")).doesNotExist();
    }

    @Test
    void doesNotServeSchemasWhereThereIsARegistry() throws Exception {
        try (Node node = Standalone.begin(folder, "schema-registry-url", "http://127.0.0.1:1")) {
            assertThat(get(node, "/subjects").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void aNodeOfAClusterWorksOnBrokersThatAreThere() {
        try (Node broker = Standalone.start(folder)) {
            NodeConfig config = NodeConfig.read(
                    Mode.CLUSTER,
                    ConfigSources.ofFlags(Map.of(
                            "bootstrap-servers",
                            broker.bootstrapServers(),
                            "http-port",
                            "0",
                            "data-dir",
                            folder.resolve("second").toString(),
                            "instance-id",
                            "second")));
            try (Node second = Node.start(config)) {
                second.awaitReady(Duration.ofSeconds(60));
                assertThat(second.bootstrapServers()).isEqualTo(broker.bootstrapServers());
            }
        }
    }

    private static JsonNode json(HttpResponse<String> response) throws IOException {
        return new ObjectMapper().readTree(response.body());
    }

    private static HttpResponse<String> get(Node node, String path) throws Exception {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(node.url() + path)).build(), BodyHandlers.ofString());
    }
}
