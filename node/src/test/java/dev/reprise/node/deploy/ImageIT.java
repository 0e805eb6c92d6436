package dev.reprise.node.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.model.HostConfig;
import dev.reprise.node.support.DockerEngine;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.startupcheck.OneShotStartupCheckStrategy;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.images.builder.ImageFromDockerfile;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.utility.DockerImageName;

/** The image, built and run as docker/compose.yaml does it: on a broker of its own, its root file system read-only. */
@ExtendWith(DockerEngine.class)
class ImageIT {
    private static final int PORT = 8080;
    private static final int TOLD_TO_STOP = 143;
    private static final Duration STARTS_WITHIN = Duration.ofMinutes(3);

    @Test
    void runsANodeThatIsNotRootAndStopsInOrder() throws Exception {
        ImageFromDockerfile image = image();
        try (Network network = Network.newNetwork();
                KafkaContainer kafka = new KafkaContainer(
                        DockerImageName.parse("apache/kafka:" + Repository.property("kafka.version")))) {
            kafka.withNetwork(network).withListener("kafka:19092").start();
            try (GenericContainer<?> topics = reprise(image, network)) {
                topics.withCommand("topics", "create", "--partitions", "2")
                        .withStartupCheckStrategy(new OneShotStartupCheckStrategy().withTimeout(STARTS_WITHIN))
                        .start();
            }
            try (GenericContainer<?> node = reprise(image, network)) {
                node.withExposedPorts(PORT)
                        .waitingFor(Wait.forHttp("/health/ready").forPort(PORT).withStartupTimeout(STARTS_WITHIN))
                        .start();
                assertThat(node.execInContainer("id", "-u").getStdout().strip()).isEqualTo("10001");
                assertThat(node.execInContainer("touch", "/opt/reprise/x").getExitCode())
                        .isNotZero();
                assertThat(create(node).statusCode()).isEqualTo(201);
                await().atMost(STARTS_WITHIN).until(node::isHealthy);
                assertThat(exitCodeOfStop(node)).isEqualTo(TOLD_TO_STOP);
            }
        }
    }

    /** With the files that .dockerignore lets through. */
    private static ImageFromDockerfile image() {
        ImageFromDockerfile image = new ImageFromDockerfile();
        BuildContext.ofRepository().files().forEach(file -> image.withFileFromPath(file, Repository.path(file)));
        return image.withFileFromPath("Dockerfile", Repository.path("docker/Dockerfile"));
    }

    private static GenericContainer<?> reprise(ImageFromDockerfile image, Network network) {
        return new GenericContainer<>(image)
                .withNetwork(network)
                .withEnv("REPRISE_BOOTSTRAP_SERVERS", "kafka:19092")
                .withEnv("REPRISE_AUTHENTICATION", "off")
                .withTmpFs(Map.of("/tmp", "rw,exec,size=256m"))
                .withCreateContainerCmdModifier(command -> {
                    HostConfig host = command.getHostConfig();
                    command.withHostConfig((host == null ? HostConfig.newHostConfig() : host).withReadonlyRootfs(true));
                });
    }

    private static HttpResponse<String> create(GenericContainer<?> node) throws Exception {
        URI jobs = URI.create("http://" + node.getHost() + ":" + node.getMappedPort(PORT) + "/v1/jobs");
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(jobs)
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString("{\"type\": \"charge-card\"}"))
                                .build(),
                        BodyHandlers.ofString());
    }

    private static long exitCodeOfStop(GenericContainer<?> node) {
        node.getDockerClient()
                .stopContainerCmd(node.getContainerId())
                .withTimeout(60)
                .exec();
        InspectContainerResponse ended = node.getDockerClient()
                .inspectContainerCmd(node.getContainerId())
                .exec();
        Long code = ended.getState().getExitCodeLong();
        assertThat(code).isNotNull();
        return code == null ? -1 : code;
    }
}
