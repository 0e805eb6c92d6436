package dev.reprise.processor.streams;

import dev.reprise.command.ActivateJobs;
import dev.reprise.command.FailJob;
import dev.reprise.processor.engine.Cause;
import dev.reprise.processor.engine.Commands;
import dev.reprise.schemas.JobKeys;
import dev.reprise.schemas.RecordHeaders;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/** Tells commands from what cannot be worked on. */
final class CommandReader {
    private final Deserializer<SpecificRecord> deserializer;
    private final int partitions;

    /**
     * @param partitions number of partitions of job-commands
     */
    CommandReader(Deserializer<SpecificRecord> deserializer, int partitions) {
        this.deserializer = deserializer;
        this.partitions = partitions;
    }

    /**
     * Reads a record.
     *
     * @throws org.apache.kafka.streams.errors.StreamsException if its schema is needed and the registry cannot be reached: the record is not at fault and must wait
     */
    Intake read(Arrival arrival) {
        if (arrival.key() == null) {
            return dead(DeadLetterReason.NO_KEY, "Expected the key of the job as the record's key, but it has none");
        }
        if (arrival.value() == null) {
            return dead(DeadLetterReason.UNREADABLE_VALUE, "Expected a command as the record's value, but it has none");
        }
        SpecificRecord command;
        try {
            command = deserializer.deserialize(arrival.topic(), arrival.value());
        } catch (RuntimeException | StackOverflowError e) { // nested too deeply for us
            if (RegistryOutage.is(e)) {
                throw RegistryOutage.waitForIt(e);
            }
            return new Intake.Dead(DeadLetterReason.UNREADABLE_VALUE, e);
        }
        if (!Commands.isCommand(command)) {
            return dead(
                    DeadLetterReason.NOT_A_COMMAND,
                    "Expected a command, but got a " + command.getSchema().getFullName());
        }
        return command instanceof ActivateJobs
                ? new Intake.Taken(command, cause(arrival, command))
                : place(arrival, arrival.key(), command);
    }

    private Intake place(Arrival arrival, byte[] recordKey, SpecificRecord command) {
        long key;
        try {
            key = JobKeys.fromRecordKey(recordKey);
        } catch (IllegalArgumentException e) {
            return new Intake.Dead(
                    DeadLetterReason.UNREADABLE_KEY,
                    new UnusableRecordException("Expected the decimal text of a job key as the record's key", e));
        }
        int partition = JobKeys.partitionFor(key, partitions);
        if (partition != arrival.partition()) {
            return arrival.header(RecordHeaders.FORWARDED_FROM) == null
                    ? new Intake.Misplaced()
                    : dead(
                            DeadLetterReason.WRONG_PARTITION,
                            "Expected a forwarded command in partition %d of %d, but it is in %d"
                                    .formatted(partition, partitions, arrival.partition()));
        }
        Cause cause = cause(arrival, command);
        return Commands.jobKey(command).orElse(key) == key
                ? new Intake.Taken(command, cause)
                : new Intake.Contradictory(command, cause, key);
    }

    private static Cause cause(Arrival arrival, SpecificRecord command) {
        return new Cause(
                commandId(arrival, command),
                arrival.header(RecordHeaders.TRACE_PARENT),
                arrival.partition(),
                arrival.offset(),
                RecordHeaders.Scope.ATTEMPT.equals(arrival.header(RecordHeaders.COMMAND_ID_SCOPE)),
                arrival.headersOrNull(RecordHeaders.TENANT));
    }

    /** The producer's id; without one, the place where the record lies: then at least a second read of it gets the same id. */
    private static String commandId(Arrival arrival, SpecificRecord command) {
        @Nullable String given = arrival.header(RecordHeaders.COMMAND_ID);
        if (given == null && command instanceof FailJob failure) {
            given = failure.getRequestId();
        }
        return given == null || given.isEmpty() ? arrival.place() : given;
    }

    private static Intake dead(DeadLetterReason reason, String sentence) {
        return new Intake.Dead(reason, new UnusableRecordException(sentence));
    }
}
