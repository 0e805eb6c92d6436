package dev.reprise.node.upgrade;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reprise.command.CompleteJob;
import dev.reprise.command.CreateJob;
import dev.reprise.command.FailJob;
import dev.reprise.command.ResolveIncident;
import dev.reprise.event.JobRetryDue;
import dev.reprise.node.Node;
import dev.reprise.node.support.Caller;
import dev.reprise.node.support.Records;
import dev.reprise.node.support.Standalone;
import dev.reprise.processor.replay.Replay;
import dev.reprise.processor.replay.ReplayResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** This release goes on with the data that any earlier one, and itself, has left behind. {@link WriteDataOfRelease} writes them. */
class UpgradeIT {
    private static final Set<Long> OVERDUE = Set.of(ReleaseJobs.RETRY_OVERDUE, ReleaseJobs.LEASE_OVERDUE);

    @TempDir
    Path folder = Path.of("");

    static List<Path> releases() throws IOException {
        return DataOfRelease.all();
    }

    @Test
    void isTriedWithTheDataOfTheReleaseInTheMaking() throws IOException {
        assertThat(DataOfRelease.all()).contains(DataOfRelease.ofTheReleaseInTheMaking());
    }

    @ParameterizedTest
    @MethodSource("releases")
    void goesOnWhereTheReleaseStopped(Path release) throws Exception {
        DataOfRelease.unpack(release, folder);
        JsonNode expected = ReleaseJobs.parse(Files.readString(folder.resolve("expected.json"), UTF_8));
        try (Node node = Standalone.start(folder)) {
            for (long job = 1; job <= ReleaseJobs.LAST; job++) {
                if (!OVERDUE.contains(job)) {
                    checkUnchanged(expected.get(Long.toString(job)), ReleaseJobs.job(node, job));
                }
            }
            checkOverdue(node);
            checkReplay(node);
            goOn(node);
            checkReplay(node);
        }
    }

    /** Each field that the release showed; later ones may show more. */
    private static void checkUnchanged(JsonNode then, JsonNode now) {
        assertThat(then).isNotNull();
        then.properties().stream()
                .filter(field -> !field.getKey().equals("position")) // of its partition, which has gone on
                .forEach(field -> assertThat(now.get(field.getKey()))
                        .as("%s of job %s", field.getKey(), then.get("jobKey"))
                        .isEqualTo(field.getValue()));
    }

    private static void checkOverdue(Node node) {
        Records records = new Records(node.bootstrapServers());
        await().atMost(Duration.ofSeconds(30))
                .until(() -> records.eventTypes(ReleaseJobs.RETRY_OVERDUE).contains("JobRetryDue")
                        && records.eventTypes(ReleaseJobs.LEASE_OVERDUE).contains("JobTimedOut"));
        List<SpecificRecord> events = records.events(ReleaseJobs.RETRY_OVERDUE);
        assertThat(events)
                .extracting(event -> event.getSchema().getName())
                .containsExactly("JobCreated", "JobFailed", "JobRetryScheduled", "JobRetryDue");
        assertThat(((JobRetryDue) events.get(3)).getLateness()).isNotNegative();
    }

    private static void checkReplay(Node node) {
        ReplayResult result =
                Replay.run(Map.of("bootstrap.servers", node.bootstrapServers()), afterEachPartition -> {});
        assertThat(result.isEqual()).as("%s", result.first()).isTrue();
        assertThat(result.jobs()).isGreaterThanOrEqualTo(ReleaseJobs.LAST);
    }

    private static void goOn(Node node) throws Exception {
        try (Caller caller = new Caller(node.bootstrapServers())) {
            ReleaseJobs.activate(caller, ReleaseJobs.WAITING, Duration.ofMinutes(1));
            ReleaseJobs.accepted(caller.call(complete(ReleaseJobs.WAITING)));
            ReleaseJobs.accepted(caller.call(complete(ReleaseJobs.HELD)));
            ReleaseJobs.accepted(caller.call(ResolveIncident.newBuilder()
                    .setJobKey(ReleaseJobs.INCIDENT)
                    .setRetries(1)
                    .build()));
            ReleaseJobs.activate(caller, ReleaseJobs.RETRY_OVERDUE, Duration.ofMinutes(1));
            ReleaseJobs.accepted(caller.call(
                    CreateJob.newBuilder().setJobKey(1_000).setType("by-policy").build()));
            ReleaseJobs.accepted(caller.call(FailJob.newBuilder()
                    .setJobKey(1_000)
                    .setErrorCode("NET_TIMEOUT")
                    .build()));
        }
        assertThat(ReleaseJobs.job(node, 1_000).get("state").asText())
                .as("the policy is still there")
                .isEqualTo("BACKING_OFF");
        assertThat(ReleaseJobs.job(node, ReleaseJobs.HELD).get("state").asText())
                .isEqualTo("COMPLETED");
        assertThat(ReleaseJobs.job(node, ReleaseJobs.INCIDENT).get("state").asText())
                .isEqualTo("ACTIVATABLE");
    }

    private static CompleteJob complete(long job) {
        return CompleteJob.newBuilder().setJobKey(job).build();
    }
}
