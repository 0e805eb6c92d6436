package dev.reprise.node.letters;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.reprise.command.ActivateJobs;
import dev.reprise.command.FailJob;
import dev.reprise.schemas.JobKeys;
import dev.reprise.schemas.RecordHeaders;
import dev.reprise.schemas.Topics;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** The command that a dead letter was, as it goes back: key, value and headers as they came, but what its death has added. */
final class ReturnedCommand {
    private static final Set<String> LEFT_OUT = Set.of(
            RecordHeaders.DEAD_LETTER_REASON,
            RecordHeaders.REDRIVEN_FROM,
            RecordHeaders.REDRIVES,
            // It goes to the right partition now.
            RecordHeaders.FORWARDED_FROM);

    private ReturnedCommand() {}

    /**
     * The record.
     *
     * @param command what it says; null if that cannot be read
     * @param partitions number of partitions of job-commands
     */
    static ProducerRecord<byte[], byte[]> of(Letter letter, @Nullable SpecificRecord command, int partitions) {
        @SuppressWarnings("NullAway") // Kafka's class is not annotated: keys and values may be null
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                Topics.JOB_COMMANDS, partition(letter, command, partitions), letter.key(), letter.value());
        for (Header header : letter.headers()) {
            if (!header.key().startsWith(Letter.STREAMS_PREFIX) && !LEFT_OUT.contains(header.key())) {
                record.headers().add(header);
            }
        }
        String origin = letter.origin();
        if (origin != null && !hasId(letter, command)) {
            // The place of the command is its id, and it gets another place now.
            set(record.headers(), RecordHeaders.COMMAND_ID, origin);
        }
        set(record.headers(), RecordHeaders.REDRIVEN_FROM, letter.place().toString());
        set(record.headers(), RecordHeaders.REDRIVES, Integer.toString(letter.redrives() + 1));
        return record;
    }

    private static boolean hasId(Letter letter, @Nullable SpecificRecord command) {
        String given = letter.text(RecordHeaders.COMMAND_ID);
        if (given == null && command instanceof FailJob failure) {
            given = failure.getRequestId();
        }
        return given != null && !given.isEmpty();
    }

    /** That of its job; where it was, if it is not for a job; any, if that is not known. */
    private static @Nullable Integer partition(Letter letter, @Nullable SpecificRecord command, int partitions) {
        if (letter.key() != null && !(command instanceof ActivateJobs)) {
            try {
                return JobKeys.partitionFor(JobKeys.fromRecordKey(letter.key()), partitions);
            } catch (IllegalArgumentException e) {
                // no key of a job
            }
        }
        String before = letter.error("partition");
        return before != null && before.matches("\\d{1,9}") && Integer.parseInt(before) < partitions
                ? Integer.valueOf(before)
                : null;
    }

    private static void set(Headers headers, String name, String text) {
        headers.remove(name).add(name, text.getBytes(UTF_8));
    }
}
