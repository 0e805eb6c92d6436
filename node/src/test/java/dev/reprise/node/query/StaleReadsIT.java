package dev.reprise.node.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reprise.command.CreateJob;
import dev.reprise.command.FailJob;
import dev.reprise.node.Node;
import dev.reprise.node.broker.EmbeddedBroker;
import dev.reprise.node.config.ConfigSources;
import dev.reprise.node.config.Mode;
import dev.reprise.node.config.NodeConfig;
import dev.reprise.node.support.Caller;
import dev.reprise.node.support.ChildNode;
import dev.reprise.node.topics.TopicSetup;
import dev.reprise.schemas.JobKeys;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.Admin;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes, each with standbys of the other's partitions. One is killed: until others take over, its jobs are had from copies alone. */
class StaleReadsIT {
    private static final int JOBS = 40;
    private static final int PARTITIONS = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path folder = Path.of("");

    @Test
    void areHadWhileTheOwnerIsGone() {
        try (EmbeddedBroker broker = broker();
                Node first = first(broker);
                Caller caller = new Caller(first.bootstrapServers());
                ChildNode second = ChildNode.run(List.of(
                        "node",
                        "--bootstrap-servers",
                        first.bootstrapServers(),
                        "--http-port",
                        "0",
                        "--standby-replicas",
                        "1",
                        "--instance-id",
                        "second",
                        "--data-dir",
                        folder.resolve("second").toString()))) {
            second.awaitReady();
            Reader reader = new Reader(first.url());
            Awaitility.await().atMost(PATIENCE).until(() -> partitions(reader).size() == PARTITIONS / 2);
            Awaitility.await()
                    .atMost(PATIENCE)
                    .until(() -> reader.get("/v1/jobs").statusCode() == 200);
            for (long key = 1; key <= JOBS; key++) {
                caller.call(CreateJob.newBuilder().setJobKey(key).setType("t").build());
                caller.call(FailJob.newBuilder().setJobKey(key).setRetries(0).build());
            }
            Set<Integer> mine = partitions(reader);
            Instant written = Instant.now();
            Awaitility.await().atMost(PATIENCE).untilAsserted(() -> assertCaughtUp(reader, mine, written));

            second.kill();

            long lost = keyIn(mine, false);
            assertThat(reader.get("/v1/jobs/" + lost).statusCode()).isEqualTo(503);
            assertCaughtUp(reader, mine, written);
            assertThat(reader.json("/v1/incidents?consistency=stale&limit=1000").get("incidents"))
                    .hasSize(JOBS);
            assertThat(reader.json("/v1/jobs/" + keyIn(mine, true) + "?consistency=stale")
                            .has("stale"))
                    .as("what is active here is not stale")
                    .isFalse();
            assertThat(partitions(reader)).as("nobody has taken over yet").isEqualTo(mine);
        }
    }

    private EmbeddedBroker broker() {
        EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("kafka"), 0, fault -> {
            throw new AssertionError("Expected the broker to live as long as the test", fault);
        });
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            new TopicSetup(admin).create(PARTITIONS, 1);
        }
        return broker;
    }

    /** Not a standalone one: those keep no copies, and the first member of a group decides for all. */
    private Node first(EmbeddedBroker broker) {
        Node first = Node.start(NodeConfig.read(
                Mode.CLUSTER,
                ConfigSources.ofFlags(Map.of(
                        "bootstrap-servers",
                        broker.bootstrapServers(),
                        "http-port",
                        "0",
                        "standby-replicas",
                        "1",
                        "instance-id",
                        "first",
                        "data-dir",
                        folder.resolve("first").toString()))));
        first.awaitReady(PATIENCE);
        return first;
    }

    /** Every job is there, as it is, and what is not active here says that it is a copy which has all that was written by then. */
    private static void assertCaughtUp(Reader reader, Set<Integer> mine, Instant written) {
        for (long key = 1; key <= JOBS; key++) {
            HttpResponse<String> answer = reader.get("/v1/jobs/" + key + "?consistency=stale");
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            JsonNode job = Reader.parse(answer);
            assertThat(job.get("state").textValue()).isEqualTo("INCIDENT");
            int partition = JobKeys.partitionFor(key, PARTITIONS);
            assertThat(job.has("stale")).isEqualTo(!mine.contains(partition));
            if (job.has("stale")) {
                assertThat(job.at("/stale/partition").intValue()).isEqualTo(partition);
                assertThat(job.at("/stale/recordsBehind").longValue()).isZero();
                assertThat(Instant.parse(job.at("/stale/asOf").asText())).isAfterOrEqualTo(written);
                assertThat(answer.headers().firstValue("Reprise-Staleness").orElse(""))
                        .contains("partition=" + partition, "records-behind=0", "as-of=");
            }
        }
    }

    private static long keyIn(Set<Integer> partitions, boolean in) {
        for (long key = 1; key <= JOBS; key++) {
            if (partitions.contains(JobKeys.partitionFor(key, PARTITIONS)) == in) {
                return key;
            }
        }
        throw new AssertionError("Expected a job in such a partition, but there is none");
    }

    private static Set<Integer> partitions(Reader reader) {
        Set<Integer> partitions = new TreeSet<>();
        reader.json("/health/status").at("/parts/processor/partitions").forEach(p -> partitions.add(p.intValue()));
        return partitions;
    }
}
