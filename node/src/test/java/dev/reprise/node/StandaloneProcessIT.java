package dev.reprise.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.reprise.command.CreateJob;
import dev.reprise.command.FailJob;
import dev.reprise.event.JobRetryScheduled;
import dev.reprise.node.support.ChildNode;
import dev.reprise.node.support.ReadyLine;
import dev.reprise.node.support.Records;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A standalone node as people run it: in a process of its own, which can be told to end, or be killed. */
class StandaloneProcessIT {
    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    Path folder = Path.of("");

    @Test
    void saysOnceThatItIsReadyAndEndsCleanlyWhenTold() {
        try (ChildNode node = ChildNode.standalone(folder)) {
            ReadyLine ready = node.awaitReady();
            createJob(new Records(ready.bootstrapServers()), 7);

            assertThat(node.terminate()).isIn(0, 143);
            assertThat(node.nextLine()).as("a second line on stdout").isNull();
        }
        try (ChildNode again = ChildNode.standalone(folder)) {
            assertThat(new Records(again.awaitReady().bootstrapServers()).eventTypes(7))
                    .containsExactly("JobCreated");
        }
    }

    @Test
    void losesNothingWhenItIsKilled() {
        Instant dueAt;
        try (ChildNode node = ChildNode.standalone(folder)) {
            Records records = new Records(node.awaitReady().bootstrapServers());
            createJob(records, 8);
            records.send(8, failJob(8));
            await().atMost(SOON).until(() -> records.eventTypes(8).contains("JobRetryScheduled"));
            dueAt = ((JobRetryScheduled) records.events(8).get(2)).getDueAt();
            node.kill();
        }
        try (ChildNode again = ChildNode.standalone(folder)) {
            Records records = new Records(again.awaitReady().bootstrapServers());
            assertThat(records.eventTypes(8)).startsWith("JobCreated", "JobFailed", "JobRetryScheduled");
            await().atMost(SOON).until(() -> records.eventTypes(8).size() == 4);
            assertThat(records.eventTypes(8))
                    .containsExactly("JobCreated", "JobFailed", "JobRetryScheduled", "JobRetryDue");
            assertThat(Instant.now()).isAfter(dueAt);
        }
    }

    @Test
    void refusesAFolderThatAnotherProcessUses() {
        try (ChildNode first = ChildNode.standalone(folder)) {
            first.awaitReady();
            try (ChildNode second = ChildNode.standalone(folder)) {
                assertThat(second.awaitExit()).isEqualTo(1);
            }
        }
    }

    private static void createJob(Records records, long jobKey) {
        records.send(
                jobKey, CreateJob.newBuilder().setJobKey(jobKey).setType("t").build());
        await().atMost(SOON).until(() -> !records.events(jobKey).isEmpty());
    }

    private static FailJob failJob(long jobKey) {
        return FailJob.newBuilder()
                .setJobKey(jobKey)
                .setRetries(2)
                .setRetryBackOff(15_000L)
                .setErrorMessage("down")
                .build();
    }
}
