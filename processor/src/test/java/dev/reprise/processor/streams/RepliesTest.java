package dev.reprise.processor.streams;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.command.FailJob;
import dev.reprise.command.ResolveIncident;
import dev.reprise.processor.metrics.Meter;
import dev.reprise.reply.CommandAccepted;
import dev.reprise.reply.CommandRejected;
import dev.reprise.reply.JobsActivated;
import dev.reprise.schemas.AvroWire;
import dev.reprise.schemas.RecordHeaders;
import dev.reprise.schemas.Topics;
import java.util.List;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RepliesTest extends TopologySpec {
    @Test
    void answerUnderTheCorrelationId() {
        command(create(JOB), RecordHeaders.REPLY_TO, "0", RecordHeaders.CORRELATION_ID, "call-7");
        List<TestRecord<byte[], byte[]>> replies = topology.take(Topics.JOB_REPLIES);
        assertThat(replies).hasSize(1);
        assertThat(replies.get(0).key()).isEqualTo("call-7".getBytes(UTF_8));
        assertThat(replies.get(0)
                        .headers()
                        .lastHeader(RecordHeaders.CORRELATION_ID)
                        .value())
                .isEqualTo("call-7".getBytes(UTF_8));
        CommandAccepted answer =
                (CommandAccepted) new AvroWire().decode(replies.get(0).value());
        assertThat(answer.getCommandId()).isEqualTo("c1");
        assertThat(answer.getJob().getPartition()).isZero();
        assertThat(answer.getJob().getOffset()).isZero();
        assertThat(topology.metrics().count(Meter.REPLIES)).isEqualTo(1);
    }

    @Test
    void haveTheCommandIdAsKeyWithoutACorrelationId() {
        command(create(JOB), RecordHeaders.REPLY_TO, "0");
        assertThat(topology.take(Topics.JOB_REPLIES).get(0).key()).isEqualTo("c1".getBytes(UTF_8));
    }

    @Test
    void areNotSentWhenNobodyAsks() {
        command(create(JOB));
        assertThat(topology.take(Topics.JOB_REPLIES)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"here", "-1", "1.5", "99999999999", " 0"})
    void areCountedAsLostWhenTheAddressIsNone(String replyTo) {
        command(create(JOB), RecordHeaders.REPLY_TO, replyTo);
        assertThat(topology.take(Topics.JOB_REPLIES)).isEmpty();
        assertThat(topology.metrics().count(Meter.REPLIES_LOST)).isEqualTo(1);
        assertThat(topology.job(JOB))
                .as("the command is carried out all the same")
                .isPresent();
    }

    @Test
    void tellOfARefusalToWhoeverAskedAndToEveryone() {
        command(fail(JOB, ofSeconds(1)), RecordHeaders.REPLY_TO, "0");
        CommandRejected rejected =
                (CommandRejected) topology.takeRecords(Topics.JOB_REPLIES).get(0);
        assertThat(topology.takeRecords(Topics.JOB_REJECTIONS)).containsExactly(rejected);
        assertThat(topology.metrics().count(Meter.COMMANDS, "FailJob", "rejected"))
                .isEqualTo(1);
        assertThat(topology.metrics().count(Meter.REJECTIONS, "FailJob", "NOT_FOUND"))
                .isEqualTo(1);
    }

    @Test
    void sayTheSameAgainToTheSameCommand() {
        createdJob(JOB);
        topology.command(fail(JOB, ofSeconds(1)), "same", RecordHeaders.REPLY_TO, "0");
        topology.command(fail(JOB, ofSeconds(1)), "same", RecordHeaders.REPLY_TO, "0");
        List<CommandAccepted> answers = topology.takeRecords(Topics.JOB_REPLIES).stream()
                .map(CommandAccepted.class::cast)
                .toList();
        assertThat(answers).extracting(CommandAccepted::getRepeated).containsExactly(false, true);
        assertThat(topology.takeEvents()).hasSize(2);
        assertThat(topology.metrics().count(Meter.COMMANDS, "FailJob", "repeated"))
                .isEqualTo(1);
    }

    @Test
    void refuseTheSameCommandTheSameWayThoughItCouldBeCarriedOutByNow() {
        createdJob(JOB); // with no incident that could be resolved
        topology.command(resolve(), "early", RecordHeaders.REPLY_TO, "0");
        topology.command(giveUp(), "last", RecordHeaders.REPLY_TO, "0");
        topology.restart();
        topology.takeRecords(Topics.JOB_REPLIES);

        topology.command(resolve(), "early", RecordHeaders.REPLY_TO, "0");
        topology.command(resolve(), "late", RecordHeaders.REPLY_TO, "0");

        List<?> answers = topology.takeRecords(Topics.JOB_REPLIES);
        assertThat(answers).hasExactlyElementsOfTypes(CommandRejected.class, CommandAccepted.class);
        assertThat(((CommandRejected) answers.get(0)).getRepeated()).isTrue();
    }

    @Test
    void handOutJobsAndCountThem() {
        createdJob(1);
        createdJob(2);
        command(activate(10, ofSeconds(30)), RecordHeaders.REPLY_TO, "0");
        JobsActivated answer =
                (JobsActivated) topology.takeRecords(Topics.JOB_REPLIES).get(0);
        assertThat(answer.getJobs()).hasSize(2);
        assertThat(answer.getTruncated()).isFalse();
        assertThat(topology.metrics().values(Meter.ACTIVATED_JOBS)).containsExactly(2.0);
    }

    private static ResolveIncident resolve() {
        return ResolveIncident.newBuilder().setJobKey(JOB).setRetries(1).build();
    }

    private static FailJob giveUp() {
        return FailJob.newBuilder().setJobKey(JOB).setRetries(0).build();
    }
}
