package dev.reprise.faults.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.reprise.common.JobState;
import dev.reprise.common.RejectionType;
import dev.reprise.faults.memory.Channel;
import dev.reprise.faults.memory.CommandKind;
import dev.reprise.faults.memory.CommandMemory;
import dev.reprise.faults.memory.LeaseMemory;
import dev.reprise.faults.memory.Memories;
import dev.reprise.faults.memory.SentCommand;
import dev.reprise.faults.memory.Told;
import dev.reprise.node.Node;
import dev.reprise.node.config.ConfigSources;
import dev.reprise.node.config.Mode;
import dev.reprise.node.config.NodeConfig;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The checker on the log of a real node: a client that remembers all it was told finds nothing wrong, and one that lies is found out. */
class RealLogIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int JOBS = 40;

    @TempDir
    Path folder = Path.of("");

    private final HttpClient http = HttpClient.newHttpClient();
    private final Memories memories = new Memories();

    @Test
    void agreesWithClientsAndStores() throws Exception {
        Map<String, String> options =
                Map.of("http-port", "0", "kafka-port", "0", "data-dir", folder.toString(), "partitions", "2");
        try (Node node = Node.start(NodeConfig.read(Mode.STANDALONE, ConfigSources.ofFlags(options)))) {
            node.awaitReady(Duration.ofSeconds(90));
            load(node);
            Map<String, String> kafka = Map.of("bootstrap.servers", node.bootstrapServers());
            CheckReport report = check(kafka);
            assertThat(report.violations()).isEmpty();
            assertThat(report.figures().jobs()).isEqualTo(JOBS);
            assertThat(report.figures().commands())
                    .containsEntry("HTTP ACCEPTED", (long) 2 * JOBS)
                    .containsEntry("HTTP REJECTED", (long) JOBS / 4);
            assertThat(report.figures().finalStates())
                    .containsEntry(JobState.COMPLETED, (long) JOBS / 2)
                    .containsEntry(JobState.INCIDENT, (long) JOBS / 2);
            StoresReport stores = new StoresCheck(
                            List.of(URI.create(node.url())), Map.of(), kafka, Duration.ofSeconds(30))
                    .run(report);
            assertThat(stores.isEqual()).as(stores.text()).isTrue();
            assertThat(stores.answers()).isGreaterThan(JOBS);

            memories.remember(new CommandMemory(
                    new SentCommand("never-sent", 1, CommandKind.CANCEL, Channel.HTTP, now()),
                    Told.accepted(9, now())));
            assertThat(check(kafka).counts()).containsOnlyKeys(Violation.Kind.LOST_COMMAND);
            CheckReport wrong = new CheckReport(
                    report.figures(),
                    Map.of(),
                    List.of(),
                    Map.of(JobState.CANCELED, List.of(new FinalJob(1, JobState.CANCELED, 9, 3, 1))));
            assertThat(new StoresCheck(List.of(URI.create(node.url())), Map.of(), kafka, Duration.ofSeconds(30))
                            .run(wrong)
                            .differences())
                    .hasSize(1);
        }
    }

    private CheckReport check(Map<String, String> kafka) {
        try (KafkaEvents log = new KafkaEvents(kafka)) {
            return HistoryCheck.run(log, memories, CheckSettings.endingAt(now()));
        }
    }

    private void load(Node node) throws Exception {
        for (int i = 1; i <= JOBS; i++) {
            send(
                    node,
                    "POST",
                    "/v1/jobs",
                    i,
                    CommandKind.CREATE,
                    "{\"type\":\"t\",\"jobKey\":\"%d\"}".formatted(i),
                    null);
        }
        List<JsonNode> held = new ArrayList<>();
        while (held.size() < JOBS) {
            poll(node).forEach(held::add);
        }
        for (JsonNode job : held) {
            long key = job.get("jobKey").asLong();
            String lease = job.get("leaseToken").asText();
            String what = key % 2 == 0 ? "completion" : "failure";
            send(
                    node,
                    "POST",
                    "/v1/jobs/%d/%s".formatted(key, what),
                    key,
                    key % 2 == 0 ? CommandKind.COMPLETE : CommandKind.FAIL,
                    "{\"leaseToken\":\"%s\"%s}".formatted(lease, key % 2 == 0 ? "" : ",\"retries\":0"),
                    lease);
            if (key % 4 == 0) {
                send(node, "POST", "/v1/jobs/%d/retry".formatted(key), key, CommandKind.RETRY_NOW, "{}", null);
            }
        }
    }

    private JsonNode poll(Node node) throws Exception {
        long askedAt = now();
        HttpRequest request = HttpRequest.newBuilder(URI.create(node.url() + "/v1/jobs/activation"))
                .POST(BodyPublishers.ofString(
                        "{\"type\":\"t\",\"worker\":\"w\",\"maxJobs\":10,\"timeout\":600000,\"requestTimeout\":5000}"))
                .header("Content-Type", "application/json")
                .build();
        JsonNode jobs = JSON.readTree(
                        http.send(request, BodyHandlers.ofString()).body())
                .get("jobs");
        for (JsonNode job : jobs) {
            memories.remember(new LeaseMemory(
                    "w",
                    job.get("jobKey").asLong(),
                    job.get("leaseToken").asText(),
                    job.get("attempt").asInt(),
                    askedAt,
                    now(),
                    Instant.parse(job.get("deadline").asText()).toEpochMilli()));
        }
        return jobs;
    }

    private void send(
            Node node, String method, String path, long key, CommandKind kind, String body, @Nullable String lease)
            throws Exception {
        SentCommand sent = new SentCommand(kind + "-" + key, key, kind, Channel.HTTP, now()).under(lease);
        HttpRequest request = HttpRequest.newBuilder(URI.create(node.url() + path))
                .method(method, BodyPublishers.ofString(body))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", sent.commandId())
                .build();
        HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
        JsonNode json = JSON.readTree(answer.body());
        Told told = answer.statusCode() < 300
                ? Told.accepted(json.get("sequence").asLong(), now())
                : Told.rejected(RejectionType.valueOf(json.get("rejection").asText()), now());
        memories.remember(new CommandMemory(sent, told));
    }

    private static long now() {
        return System.currentTimeMillis();
    }
}
