package dev.reprise.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.reprise.command.CompleteJob;
import dev.reprise.command.CreateJob;
import dev.reprise.common.Variable;
import dev.reprise.node.Node;
import dev.reprise.node.support.Records;
import dev.reprise.node.support.Standalone;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventsTailIT {
    @TempDir
    Path folder = Path.of("");

    @Test
    void printsCommittedEventsAndRefusedCommands() throws Exception {
        try (Node node = Standalone.start(folder)) {
            Records records = new Records(node.bootstrapServers());
            records.send(
                    11,
                    CreateJob.newBuilder()
                            .setJobKey(11)
                            .setType("charge-card")
                            .setVariables(Map.of(
                                    "amount",
                                    Variable.newBuilder().setValue("1.50").build()))
                            .build());
            records.send(12, CompleteJob.newBuilder().setJobKey(12).build());

            CommandRun json = tail(node, "--job", "11", "--max", "1", "-o", "json");
            JsonNode event = new ObjectMapper().readTree(json.out());
            assertThat(event.get("type").asText()).isEqualTo("JobCreated");
            assertThat(event.get("jobKey").asText()).isEqualTo("11");
            assertThat(event.at("/variables/amount").asText()).isEqualTo("1.5");
            assertThat(event.get("occurredAt").asText()).matches("\\d{4}-.*\\.\\d{3}Z");
            assertThat(json.out().lines()).hasSize(1);

            CommandRun table = tail(node, "--type", "JobCreated", "--max", "1");
            assertThat(table.out()).contains("JobCreated", "11", "charge-card", "retries=3");

            CommandRun refused = tail(node, "--rejections", "--type", "CommandRejected", "--max", "1");
            assertThat(refused.out()).contains("CommandRejected", "12", "NOT_FOUND");
        }
    }

    private static CommandRun tail(Node node, String... more) {
        CommandRun run = new CommandRun();
        String[] words = new String[5 + more.length];
        words[0] = "events";
        words[1] = "tail";
        words[2] = "--from-beginning";
        words[3] = "--url";
        words[4] = node.url();
        System.arraycopy(more, 0, words, 5, more.length);
        assertThat(run.execute(words)).as(run.err()).isZero();
        return run;
    }
}
