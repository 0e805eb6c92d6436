package dev.reprise.gateway.commands;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.reprise.gateway.commands.Outcome.Accepted;
import dev.reprise.gateway.commands.Outcome.Activated;
import dev.reprise.gateway.commands.Outcome.Rejected;
import dev.reprise.gateway.commands.Outcome.Unknown;
import dev.reprise.gateway.commands.PendingAnswers.Pending;
import dev.reprise.reply.CommandAccepted;
import dev.reprise.reply.CommandRejected;
import dev.reprise.reply.JobsActivated;
import dev.reprise.schemas.RecordHeaders;
import dev.reprise.schemas.Topics;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings answers to those who wait for them. Other gateways may read the same partition: theirs are passed over. */
final class AnswerReader {
    private static final Logger log = LoggerFactory.getLogger(AnswerReader.class);

    private final PendingAnswers pending;
    private final Deserializer<SpecificRecord> deserializer;
    private final GatewayMetrics metrics;

    AnswerReader(PendingAnswers pending, Deserializer<SpecificRecord> deserializer, GatewayMetrics metrics) {
        this.pending = pending;
        this.deserializer = deserializer;
        this.metrics = metrics;
    }

    void read(ConsumerRecord<byte[], byte[]> record) {
        String correlationId = correlationId(record);
        if (correlationId == null || !pending.isOurs(correlationId)) {
            return;
        }
        Optional<Pending> waiting = pending.waiting(correlationId);
        if (waiting.isEmpty()) {
            metrics.late();
            return;
        }
        Pending mine = waiting.get();
        pending.complete(mine, outcome(mine, record));
    }

    private Outcome outcome(Pending mine, ConsumerRecord<byte[], byte[]> record) {
        SpecificRecord answer;
        try {
            answer = deserializer.deserialize(Topics.JOB_REPLIES, record.value());
        } catch (RuntimeException e) {
            log.error("Expected an answer at {}-{}, but it cannot be read", record.topic(), record.offset(), e);
            return new Unknown(mine.commandId, "The command was decided, but the answer to it cannot be read");
        }
        if (answer instanceof CommandAccepted accepted) {
            return new Accepted(accepted);
        } else if (answer instanceof CommandRejected rejected) {
            return new Rejected(rejected);
        } else if (answer instanceof JobsActivated activated) {
            return new Activated(activated);
        }
        // Only what it is: a record may have what a job is about.
        log.error(
                "Expected an answer at {}-{}, but it is a {}",
                record.topic(),
                record.offset(),
                answer.getSchema().getFullName());
        return new Unknown(mine.commandId, "The command was decided, but the answer to it is none that is known");
    }

    private static @Nullable String correlationId(ConsumerRecord<byte[], byte[]> record) {
        Header header = record.headers().lastHeader(RecordHeaders.CORRELATION_ID);
        byte[] bytes = header == null ? record.key() : header.value();
        return bytes == null ? null : new String(bytes, UTF_8);
    }
}
