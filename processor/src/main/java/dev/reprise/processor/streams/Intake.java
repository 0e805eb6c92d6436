package dev.reprise.processor.streams;

import dev.reprise.processor.engine.Cause;
import org.apache.avro.specific.SpecificRecord;

/** What a record of job-commands turns out to be. */
sealed interface Intake {
    /** A command for this partition. */
    record Taken(SpecificRecord command, Cause cause) implements Intake {}

    /** A command whose record key names another job than the command itself does. */
    record Contradictory(SpecificRecord command, Cause cause, long recordKey) implements Intake {}

    /** A command that belongs to another partition. */
    record Misplaced() implements Intake {}

    /** Nothing that can be worked on. */
    record Dead(DeadLetterReason reason, Fault fault) implements Intake {
        Dead(DeadLetterReason reason, Throwable thrown) {
            this(reason, Fault.of(thrown));
        }
    }
}
