package dev.reprise.node.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reprise.command.CompleteJob;
import dev.reprise.command.CreateJob;
import dev.reprise.command.FailJob;
import dev.reprise.node.Node;
import dev.reprise.node.support.Caller;
import dev.reprise.node.support.Standalone;
import dev.reprise.reply.CommandAccepted;
import dev.reprise.reply.CommandRejected;
import dev.reprise.schemas.JobKeys;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a client has written, it can read: from every kind of read, and over a restart. */
class ReadYourWritesIT {
    @TempDir
    Path folder = Path.of("");

    @Test
    void everyReadSeesWhatWasWrittenBeforeIt() {
        try (Node node = Standalone.start(folder);
                Caller caller = new Caller(node.bootstrapServers())) {
            Reader reader = new Reader(node.url());
            for (long key = 1; key <= 40; key++) {
                append(caller, create(key));
                String retried = position(append(caller, fail(key, 1, 60_000)));
                assertThat(reader.json("/v1/jobs/%d?after=%s".formatted(key, retried))
                                .get("state")
                                .textValue())
                        .isEqualTo("BACKING_OFF");

                append(caller, create(1_000 + key));
                String stopped = position(append(caller, fail(1_000 + key, 0, 0)));
                assertThat(reader.json("/v1/incidents?limit=1000&after=" + stopped)
                                .findValuesAsText("jobKey"))
                        .contains(Long.toString(1_000 + key));

                append(caller, create(2_000 + key));
                String completed = position(append(caller, complete(2_000 + key)));
                assertThat(reader.json("/v1/jobs/%d/history?after=%s".formatted(2_000 + key, completed))
                                .get("events")
                                .findValuesAsText("type"))
                        .containsExactly("JobCreated", "JobCompleted");
            }
        }
    }

    @Test
    void aRefusedCommandIsWaitedForLikeAnyOther() {
        try (Node node = Standalone.start(folder);
                Caller caller = new Caller(node.bootstrapServers())) {
            Reader reader = new Reader(node.url());
            assertThat(caller.call(create(7))).isInstanceOf(CommandAccepted.class);
            CommandRejected rejected = (CommandRejected) caller.call(create(7));

            assertThat(reader.json("/v1/jobs/7?wait=2000&after=%d-%d"
                                    .formatted(rejected.getPartition(), rejected.getOffset()))
                            .get("sequence")
                            .longValue())
                    .isEqualTo(1);
            HttpResponse<String> ahead = reader.get(
                    "/v1/jobs/7?wait=100&after=%d-%d".formatted(rejected.getPartition(), rejected.getOffset() + 1_000));
            assertThat(ahead.statusCode()).isEqualTo(503);
            assertThat(ahead.body()).contains("position-not-reached");
        }
    }

    @Test
    void aPositionFromBeforeARestartIsReached() {
        CommandAccepted accepted;
        try (Node node = Standalone.start(folder);
                Caller caller = new Caller(node.bootstrapServers())) {
            caller.call(create(7));
            accepted = (CommandAccepted) caller.call(fail(7, 0, 0));
        }
        try (Node node = Standalone.start(folder)) {
            Reader reader = new Reader(node.url());
            String after = "after=%d-%d"
                    .formatted(
                            accepted.getJob().getPartition(), accepted.getJob().getOffset());

            JsonNode job = reader.json("/v1/jobs/7?" + after);
            assertThat(job.get("state").textValue()).isEqualTo("INCIDENT");
            assertThat(reader.json("/v1/jobs/7/history?" + after).get("events")).hasSize(3);
            assertThat(reader.counts()).isEqualTo(reader.countedOneByOne()).containsEntry("t/INCIDENT", 1L);
        }
    }

    private static RecordMetadata append(Caller caller, SpecificRecord command) {
        long key = (Long) command.get(0);
        return caller.append(Caller.record(null, JobKeys.recordKey(key), caller.bytes(command)));
    }

    private static String position(RecordMetadata written) {
        return written.partition() + "-" + written.offset();
    }

    private static CreateJob create(long key) {
        return CreateJob.newBuilder().setJobKey(key).setType("t").build();
    }

    private static FailJob fail(long key, int retries, long backOff) {
        return FailJob.newBuilder()
                .setJobKey(key)
                .setRetries(retries)
                .setRetryBackOff(backOff)
                .setErrorMessage("no")
                .build();
    }

    private static CompleteJob complete(long key) {
        return CompleteJob.newBuilder().setJobKey(key).build();
    }
}
