package dev.reprise.node.config;

import static dev.reprise.node.config.Mode.CLUSTER;
import static dev.reprise.node.config.Mode.STANDALONE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.AbstractListAssert;
import org.assertj.core.api.ObjectAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeConfigTest {
    @TempDir
    Path folder = Path.of("");

    @Test
    void standaloneNeedsNothing() {
        NodeConfig config = NodeConfig.read(STANDALONE, ConfigSources.ofFlags(Map.of()));

        assertThat(config.text(NodeOptions.HTTP_HOST)).isEqualTo("127.0.0.1");
        assertThat(config.number(NodeOptions.HTTP_PORT)).isEqualTo(8080);
        assertThat(config.number(NodeOptions.KAFKA_PORT)).isEqualTo(9092);
        assertThat(config.number(NodeOptions.PARTITIONS)).isEqualTo(4);
        assertThat(config.roles()).containsExactly(Role.PROCESSOR, Role.QUERY, Role.GATEWAY);
        assertThat(config.dataDirectory()).isAbsolute().hasFileName(".reprise");
        assertThat(config.logsJson()).isFalse();
    }

    @Test
    void commandLineWinsOverEnvironmentWinsOverFile() throws IOException {
        Path file = file("http-port=1", "kafka-port=1", "partitions=1");
        Map<String, String> environment = Map.of("REPRISE_HTTP_PORT", "2", "REPRISE_KAFKA_PORT", "2");

        NodeConfig config =
                NodeConfig.read(STANDALONE, new ConfigSources(Map.of("http-port", "3"), Map.of(), environment, file));

        assertThat(config.number(NodeOptions.HTTP_PORT)).isEqualTo(3);
        assertThat(config.number(NodeOptions.KAFKA_PORT)).isEqualTo(2);
        assertThat(config.number(NodeOptions.PARTITIONS)).isEqualTo(1);
    }

    @Test
    void environmentCanNameTheFile() throws IOException {
        Map<String, String> environment =
                Map.of("REPRISE_CONFIG", file("http-port=4").toString());

        assertThat(cluster(environment, "bootstrap-servers", "b:1").number(NodeOptions.HTTP_PORT))
                .isEqualTo(4);
    }

    @Test
    void everyOptionHasAnEnvironmentVariable() {
        assertThat(NodeOptions.all())
                .allSatisfy(option -> assertThat(option.environmentName()).matches("REPRISE_[A-Z0-9_]+"));
        NodeConfig config = cluster(Map.of("REPRISE_BOOTSTRAP_SERVERS", "a:1,b:2", "REPRISE_ROLES", "query, gateway"));
        assertThat(config.list(NodeOptions.BOOTSTRAP_SERVERS)).containsExactly("a:1", "b:2");
        assertThat(config.roles()).containsExactly(Role.QUERY, Role.GATEWAY);
    }

    @Test
    void passesKafkaAndStreamsSettingsThrough() throws IOException {
        Map<String, String> environment =
                Map.of("REPRISE_KAFKA_SECURITY_PROTOCOL", "SASL_SSL", "REPRISE_STREAMS_NUM_STANDBY_REPLICAS", "2");

        NodeConfig config = NodeConfig.read(
                CLUSTER,
                new ConfigSources(
                        Map.of("bootstrap-servers", "b:1"),
                        Map.of("kafka.sasl.mechanism", "PLAIN"),
                        environment,
                        file("kafka.client.id=c", "streams.topology.optimization=none")));

        assertThat(config.kafkaSettings())
                .isEqualTo(Map.of("security.protocol", "SASL_SSL", "sasl.mechanism", "PLAIN", "client.id", "c"));
        assertThat(config.streamsSettings())
                .isEqualTo(Map.of("num.standby.replicas", "2", "topology.optimization", "none"));
    }

    @Test
    void theVariableOfAnOptionIsNoKafkaSetting() {
        NodeConfig config = NodeConfig.read(
                STANDALONE, new ConfigSources(Map.of(), Map.of(), Map.of("REPRISE_KAFKA_PORT", "0"), null));

        assertThat(config.kafkaSettings()).isEmpty();
    }

    @Test
    void saysAllMistakesAtOnceAndWhereTheyStand() throws IOException {
        ConfigSources sources = new ConfigSources(
                Map.of("http-port", "seventy"), Map.of(), Map.of("REPRISE_PARTITIONS", "0"), file("log-level=loud"));

        assertMistakes(STANDALONE, sources)
                .containsExactlyInAnyOrder(
                        "--http-port: Invalid value seventy for configuration http-port: Not a number of type INT",
                        "REPRISE_PARTITIONS: Invalid value 0 for configuration partitions: Value must be at least 1",
                        "log-level in " + folder.resolve("reprise.properties")
                                + ": Invalid value loud for configuration log-level: Value must be one of"
                                + " trace, debug, info, warn, error");
    }

    @Test
    void aClusterNodeNeedsBrokers() {
        assertMistakes(CLUSTER, ConfigSources.ofFlags(Map.of()))
                .singleElement()
                .asString()
                .startsWith("--bootstrap-servers (or REPRISE_BOOTSTRAP_SERVERS) is missing: ");
    }

    @Test
    void refusesRolesThatDoNotExist() {
        assertMistakes(CLUSTER, ConfigSources.ofFlags(Map.of("bootstrap-servers", "b:1", "roles", "cook")))
                .singleElement()
                .asString()
                .startsWith("--roles: ")
                .contains("cook");
    }

    @Test
    void refusesNoRoles() {
        assertMistakes(CLUSTER, ConfigSources.ofFlags(Map.of("bootstrap-servers", "b:1", "roles", "")))
                .isNotEmpty();
    }

    @Test
    void suggestsTheSettingThatWasMeant() throws IOException {
        assertMistakes(STANDALONE, new ConfigSources(Map.of(), Map.of(), Map.of(), file("htp-port=1")))
                .singleElement()
                .asString()
                .contains("there is no such setting; did you mean http-port?");
    }

    @Test
    void saysWhenTheFileIsNotThere() {
        Path missing = folder.resolve("missing.properties");

        assertMistakes(STANDALONE, new ConfigSources(Map.of(), Map.of(), Map.of(), missing))
                .singleElement()
                .asString()
                .contains(missing.toString());
    }

    @Test
    void onlyKafkaAndStreamsSettingsCanBeSet() {
        assertMistakes(STANDALONE, new ConfigSources(Map.of(), Map.of("http-port", "1"), Map.of(), null))
                .containsExactly("--set http-port: only kafka.* and streams.* settings can be given so");
    }

    @Test
    void hidesSecretsWhenShown() throws IOException {
        NodeConfig config = NodeConfig.read(
                STANDALONE,
                new ConfigSources(
                        Map.of(),
                        Map.of("kafka.client.id", "shown"),
                        Map.of("REPRISE_SCHEMA_REGISTRY_USER_INFO", "me:hush"),
                        file("kafka.sasl.jaas.config=hush", "kafka.ssl.keystore.password=hush")));

        assertThat(config.toString()).contains("kafka.client.id=shown").doesNotContain("hush");
        assertThat(config.secret(NodeOptions.SCHEMA_REGISTRY_USER_INFO)).contains("me:hush");
    }

    @Test
    void commitsOftenOnlyWhereAnswersAreWaitedFor() {
        assertThat(commitInterval("processor,query")).isEqualTo(Duration.ofMillis(100));
        assertThat(commitInterval("processor,gateway")).isEqualTo(Duration.ofMillis(10));
        assertThat(cluster(Map.of(), "bootstrap-servers", "b:1", "commit-interval-ms", "7")
                        .commitInterval())
                .isEqualTo(Duration.ofMillis(7));
    }

    @Test
    void tellsSerializersOfTheRegistry() {
        NodeConfig config = cluster(
                Map.of("REPRISE_SCHEMA_REGISTRY_USER_INFO", "me:hush"),
                "bootstrap-servers",
                "b:1",
                "schema-registry-url",
                "http://registry:8081");

        assertThat(config.recordSettings())
                .containsEntry("schema.registry.url", "http://registry:8081")
                .containsEntry("basic.auth.user.info", "me:hush")
                .containsEntry("basic.auth.credentials.source", "USER_INFO");
    }

    @Test
    void asksForSignaturesUnlessOnlyThisMachineCanCall() {
        assertThat(cluster(Map.of(), "bootstrap-servers", "b:1").signatureCheck())
                .isEqualTo("off");
        assertThat(cluster(Map.of(), "bootstrap-servers", "b:1", "http-host", "0.0.0.0")
                        .signatureCheck())
                .isEqualTo("full");
        assertThat(cluster(Map.of(), "bootstrap-servers", "b:1", "signature-check", "Known-Key")
                        .signatureCheck())
                .isEqualTo("known-key");
    }

    private static Duration commitInterval(String roles) {
        return cluster(Map.of(), "bootstrap-servers", "b:1", "roles", roles).commitInterval();
    }

    private static NodeConfig cluster(Map<String, String> environment, String... flags) {
        Map<String, String> given = new java.util.TreeMap<>();
        for (int i = 0; i < flags.length; i += 2) {
            given.put(flags[i], flags[i + 1]);
        }
        return NodeConfig.read(CLUSTER, new ConfigSources(given, Map.of(), environment, null));
    }

    private static AbstractListAssert<?, List<? extends String>, String, ObjectAssert<String>> assertMistakes(
            Mode mode, ConfigSources sources) {
        try {
            NodeConfig.read(mode, sources);
        } catch (InvalidConfigException e) {
            return assertThat(e.mistakes());
        }
        throw new AssertionError("Expected mistakes, but there were none");
    }

    private Path file(String... lines) throws IOException {
        return Files.write(folder.resolve("reprise.properties"), List.of(lines));
    }

    @Test
    void takesSecretsFromFiles() throws IOException {
        Path secret = folder.resolve("secret");
        Files.writeString(secret, "of the cluster, 16+\n");
        NodeConfig byFlag = cluster(Map.of(), "bootstrap-servers", "b:1", "cluster-secret-file", secret.toString());
        assertThat(byFlag.secret(NodeOptions.CLUSTER_SECRET)).contains("of the cluster, 16+");
        assertThat(byFlag.toString()).contains("cluster-secret=[hidden]").doesNotContain("of the cluster");
        assertThat(cluster(
                                Map.of("REPRISE_CLUSTER_SECRET_FILE", secret.toString()),
                                "bootstrap-servers",
                                "b:1",
                                "schema-registry-user-info",
                                "@" + secret)
                        .secret(NodeOptions.SCHEMA_REGISTRY_USER_INFO))
                .contains("of the cluster, 16+");
        assertThat(cluster(Map.of("REPRISE_CLUSTER_SECRET_FILE", secret.toString()), "bootstrap-servers", "b:1")
                        .secret(NodeOptions.CLUSTER_SECRET))
                .contains("of the cluster, 16+");
        assertThat(cluster(
                                Map.of("REPRISE_CLUSTER_SECRET", "weaker, since it is in the environment"),
                                "bootstrap-servers",
                                "b:1",
                                "cluster-secret",
                                "@" + secret)
                        .secret(NodeOptions.CLUSTER_SECRET))
                .contains("of the cluster, 16+");
        assertThatThrownBy(() -> cluster(Map.of(), "bootstrap-servers", "b:1", "cluster-secret", "@/not/there"))
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageContaining("cannot be read");
    }

    @Test
    void refusesSecretsThatStandOnTheCommandLine() {
        ConfigSources sources = new ConfigSources(
                Map.of("cluster-secret", "sixteen-or-more-characters", "task-token-secret", ""),
                Map.of(
                        "kafka.sasl.jaas.config", "sixteen-or-more-characters",
                        "streams.consumer.ssl.key.password", "sixteen-or-more-characters",
                        "kafka.sasl.oauthbearer.token.endpoint.url", "https://sixteen-or-more-characters"),
                Map.of(),
                null);

        assertMistakes(STANDALONE, sources)
                .allSatisfy(
                        mistake -> assertThat(mistake).contains("@<path>").doesNotContain("sixteen-or-more-characters"))
                .extracting(mistake -> mistake.substring(0, mistake.indexOf(':')))
                .containsExactlyInAnyOrder(
                        "--cluster-secret", "--set kafka.sasl.jaas.config", "--set streams.consumer.ssl.key.password");
    }

    @Test
    void looksAtCallersWhereOthersThanThisMachineCanCall() {
        assertThat(cluster(Map.of(), "bootstrap-servers", "b:1").authenticates())
                .isFalse();
        assertThat(cluster(Map.of(), "bootstrap-servers", "b:1", "api-keys-file", "keys")
                        .authenticates())
                .isTrue();
        assertThat(cluster(Map.of(), "bootstrap-servers", "b:1", "http-host", "0.0.0.0", "oidc-jwks", "jwks")
                        .authenticates())
                .isTrue();
        assertThat(cluster(Map.of(), "bootstrap-servers", "b:1", "http-host", "0.0.0.0", "authentication", "off")
                        .authenticates())
                .isFalse();
        assertThatThrownBy(() -> cluster(Map.of(), "bootstrap-servers", "b:1", "http-host", "0.0.0.0")
                        .authenticates())
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageContaining("--authentication off");
        assertThatThrownBy(() -> cluster(Map.of(), "bootstrap-servers", "b:1", "authentication", "on")
                        .authenticates())
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageContaining("--api-keys-file");
        assertThat(cluster(Map.of(), "bootstrap-servers", "b:1", "api-keys-file", "keys")
                        .signatureCheck())
                .isEqualTo("full");
    }
}
