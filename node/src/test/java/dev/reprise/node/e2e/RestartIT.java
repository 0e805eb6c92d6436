package dev.reprise.node.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.command.CreateJob;
import dev.reprise.command.FailJob;
import dev.reprise.event.JobRetryDue;
import dev.reprise.node.Node;
import dev.reprise.node.support.Caller;
import dev.reprise.node.support.ChildNode;
import dev.reprise.node.support.ReadyLine;
import dev.reprise.node.support.Records;
import dev.reprise.node.support.Standalone;
import dev.reprise.reply.CommandAccepted;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A retry that falls due around a restart fires once, on time if the node is up again by then. */
class RestartIT {
    private static final long JOB = 4711;
    private static final long BACKOFF = 12_000;
    /** Far more than a retry is ever late on a machine that has something else to do. */
    private static final long TOLERANCE = 5_000;

    @TempDir
    Path folder = Path.of("");

    @Test
    void inTheMiddleOfABackoffAnOrderlyRestartLosesNothing() {
        try (Node before = startNode(folder)) {
            failWithBackoff(before.bootstrapServers());
        }
        try (Node after = startNode(folder)) {
            checkFiredOnceAndOnTime(after.bootstrapServers(), System.currentTimeMillis());
        }
    }

    @Test
    void inTheMiddleOfABackoffAKillLosesNothing() {
        try (ChildNode before = startProcess(folder)) {
            failWithBackoff(before.awaitReady().bootstrapServers());
            before.kill();
        }
        try (ChildNode after = startProcess(folder)) {
            ReadyLine ready = after.awaitReady();
            checkFiredOnceAndOnTime(ready.bootstrapServers(), System.currentTimeMillis());
        }
    }

    Node startNode(Path data) {
        return Standalone.start(data);
    }

    ChildNode startProcess(Path data) {
        return ChildNode.standalone(data);
    }

    private static void failWithBackoff(String bootstrapServers) {
        try (Caller caller = new Caller(bootstrapServers)) {
            caller.call(CreateJob.newBuilder().setJobKey(JOB).setType("t").build());
            SpecificRecord answer = caller.call(FailJob.newBuilder()
                    .setJobKey(JOB)
                    .setRetries(1)
                    .setRetryBackOff(BACKOFF)
                    .build());
            assertThat(answer).isInstanceOf(CommandAccepted.class);
        }
    }

    private static void checkFiredOnceAndOnTime(String bootstrapServers, long upAgainAt) {
        Records records = new Records(bootstrapServers);
        Awaitility.await()
                .atMost(Duration.ofSeconds(40))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> records.eventTypes(JOB).contains("JobRetryDue"));
        List<SpecificRecord> events = records.events(JOB);
        assertThat(events)
                .extracting(event -> event.getSchema().getName())
                .containsExactly("JobCreated", "JobFailed", "JobRetryScheduled", "JobRetryDue");
        assertThat(events.get(3)).isInstanceOfSatisfying(JobRetryDue.class, due -> {
            long inTime = Math.max(upAgainAt, due.getDueAt().toEpochMilli());
            assertThat(due.getOccurredAt().toEpochMilli())
                    .isBetween(due.getDueAt().toEpochMilli(), inTime + TOLERANCE);
        });
    }
}
