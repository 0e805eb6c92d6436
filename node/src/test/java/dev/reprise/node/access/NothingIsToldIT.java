package dev.reprise.node.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.reprise.node.Main;
import dev.reprise.node.support.ReadyLine;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A node in a process of its own, at its most talkative, with a mark in every secret and in all that jobs are about, led through what
 * goes well and what does not: no mark is in anything that it prints.
 */
class NothingIsToldIT {
    private static final String SECRET = "MARKED-SECRET";
    private static final String CONTENT = "MARKED-CONTENT";
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    Path folder = Path.of("");

    private final HttpClient http = HttpClient.newHttpClient();
    private final StringBuilder answers = new StringBuilder();
    private String url = "";

    @Test
    void noSecretAndNoContentIsPrinted() throws Exception {
        Path err = folder.resolve("stderr");
        Path out = folder.resolve("stdout");
        Process process = node(err, out);
        try {
            await().atMost(PATIENCE).until(() -> Files.readString(out).contains("\n") || !process.isAlive());
            assertThat(process.isAlive()).as(Files.readString(err)).isTrue();
            ReadyLine ready = ReadyLine.parse(Files.readString(out).strip());
            url = ready.url();
            secrets();
            goodJobs();
            badJobs();
            poison(ready.bootstrapServers());
            await().atMost(PATIENCE)
                    .until(() -> call("GET", "/metrics", "", true).contains("reprise_dead_letters_total"));
        } finally {
            process.destroy();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        }
        String printed = Files.readString(err) + Files.readString(out);
        assertThat(printed).contains("Starting:", "[hidden]", "Refused a caller");
        assertThat(printed).doesNotContain(SECRET).doesNotContain(CONTENT);
        assertThat(answers.toString()).contains("\"roles\"").doesNotContain(SECRET);
    }

    private Process node(Path err, Path out) throws IOException {
        Path keys = folder.resolve("keys");
        Files.writeString(keys, GuardedNode.entry("boss", SECRET + "-key", "read,work,operate", "*"));
        Path file = folder.resolve("reprise.properties");
        Files.writeString(
                file,
                String.join(
                        "\n",
                        "kafka.sasl.jaas.config=org.x.Login required password=\"" + SECRET + "-jaas\";",
                        "kafka.ssl.key.password=" + SECRET + "-kafka",
                        "schema-registry-user-info=user:" + SECRET + "-registry",
                        "cluster-secret=" + SECRET + "-of-the-cluster",
                        "api-keys-file=" + keys));
        Path token = folder.resolve("token");
        Files.writeString(token, SECRET + "-of-tokens-0123456789abcdef0123456789abcdef");
        ProcessBuilder builder = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "standalone",
                        "--http-port",
                        "0",
                        "--kafka-port",
                        "0",
                        "--partitions",
                        "1",
                        "--log-level",
                        "trace",
                        "--config",
                        file.toString(),
                        "--data-dir",
                        folder.resolve("data").toString()))
                .redirectError(err.toFile())
                .redirectOutput(out.toFile())
                .directory(new File(System.getProperty("java.io.tmpdir")));
        builder.environment().keySet().removeIf(name -> name.startsWith("REPRISE_"));
        builder.environment().put("REPRISE_TASK_TOKEN_SECRET_FILE", token.toString());
        return builder.start();
    }

    private void secrets() throws Exception {
        answers.append(call("GET", "/health/status", "", true));
        answers.append(call("GET", "/", "", true));
        for (String wrong : List.of(
                "Bearer " + SECRET + "-wrong",
                "Bearer ey" + SECRET + ".a.b",
                GuardedNode.basic("boss", SECRET + "-wrong"),
                GuardedNode.basic(SECRET + "-typed-as-name", "x"),
                "Basic " + SECRET,
                "Reprise-Node " + SECRET)) {
            answers.append(send("GET", "/v1/jobs", "", wrong));
        }
    }

    private static String variables(int key) {
        return "{\"jobKey\":\"%d\",\"type\":\"t\",\"variables\":{\"a\":\"%s\"},\"headers\":{\"h\":\"%s\"}}"
                .formatted(key, CONTENT, CONTENT);
    }

    private void goodJobs() throws Exception {
        for (int key = 1; key <= 3; key++) {
            assertThat(call("POST", "/v1/jobs", variables(key), true)).contains("ACTIVATABLE");
        }
        assertThat(call(
                        "POST",
                        "/v1/jobs/activation",
                        "{\"type\":\"t\",\"worker\":\"w\",\"maxJobs\":1,\"timeout\":1000,\"requestTimeout\":5000}",
                        true))
                .contains(CONTENT);
        String failure =
                "{\"retries\":%d,\"errorMessage\":\"%s\",\"errorDetails\":\"%s\",\"variables\":{\"b\":\"%s\"}}";
        call("POST", "/v1/jobs/1/failure", failure.formatted(0, CONTENT, CONTENT, CONTENT), true);
        call("POST", "/v1/jobs/1/failure", failure.formatted(0, CONTENT, CONTENT, CONTENT), true); // refused
        call("POST", "/v2/jobs/2/failure", "{\"retries\":1,\"variables\":{\"c\":\"%s\"}}".formatted(CONTENT), true);
        call(
                "POST",
                "/engine-rest/process-instance/2/variables",
                "{\"modifications\":{\"d\":{\"value\":\"%s\",\"type\":\"String\"}}}".formatted(CONTENT),
                true);
        call("PUT", "/v1/incidents/1/annotation", "{\"annotation\":\"%s\"}".formatted(CONTENT), true);
        assertThat(call("GET", "/v1/jobs/1/history?wait=20000", "", true)).contains(CONTENT);
    }

    private void badJobs() throws Exception {
        for (String body : List.of(
                "{\"type\":\"t\",\"variables\":{\"a\":\"" + CONTENT,
                "{\"type\":\"t\",\"variables\":[\"" + CONTENT + "\"]}",
                "{\"type\":5,\"" + CONTENT + "\":1}",
                "{\"type\":\"t\",\"variables\":{\"a\":\"" + CONTENT.repeat(400_000) + "\"}}",
                CONTENT)) {
            for (String path : List.of(
                    "/v1/jobs",
                    "/v1/jobs/2/failure",
                    "/v2/jobs/2/failure",
                    "/v2/jobs/search",
                    "/engine-rest/external-task/2/failure",
                    "/engine-rest/process-instance/2/variables")) {
                assertThat(send("POST", path, body, "Bearer " + SECRET + "-key"))
                        .isNotEmpty();
            }
        }
        call(
                "POST",
                "/engine-rest/process-instance/2/variables",
                "{\"modifications\":{\"d\":{\"value\":\"%s\",\"type\":\"Integer\"}}}".formatted(CONTENT),
                true);
        assertThat(http.send(
                                HttpRequest.newBuilder(URI.create(url + "/"))
                                        .header("X-Amz-Target", "CodePipeline_20150709.PutJobFailureResult")
                                        .header("Content-Type", "application/x-amz-json-1.1")
                                        .POST(HttpRequest.BodyPublishers.ofString("{\"jobId\":\"" + CONTENT + "\"}"))
                                        .build(),
                                HttpResponse.BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(400);
    }

    /** Records that cannot be read, in several ways. */
    private void poison(String bootstrapServers) throws Exception {
        List<byte[]> values = new ArrayList<>();
        values.add(CONTENT.getBytes(UTF_8));
        values.add(("\0\0\0\0\1" + CONTENT).getBytes(UTF_8));
        values.add(("\0\0\0\0\7" + CONTENT.repeat(10)).getBytes(UTF_8));
        values.add(("\0\0\0\77\77" + CONTENT).getBytes(UTF_8));
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers), new ByteArraySerializer(), new ByteArraySerializer())) {
            for (byte[] value : values) {
                producer.send(new ProducerRecord<>("job-commands", 0, "5".getBytes(UTF_8), value))
                        .get();
                producer.send(new ProducerRecord<>("job-commands", 0, CONTENT.getBytes(UTF_8), value))
                        .get();
            }
        }
    }

    private String call(String method, String path, String body, boolean known) throws Exception {
        return send(method, path, body, known ? "Bearer " + SECRET + "-key" : "");
    }

    private String send(String method, String path, String body, String authorization) throws Exception {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(URI.create(url + path))
                        .header("Content-Type", "application/json")
                        .header("Authorization", authorization)
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        return answer.statusCode() + " " + answer.body();
    }
}
