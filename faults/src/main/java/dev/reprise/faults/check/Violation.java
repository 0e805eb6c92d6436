package dev.reprise.faults.check;

import org.jspecify.annotations.Nullable;

/**
 * A promise that was broken.
 *
 * @param partition partition that it shows in; −1 if in none
 * @param offset of the record in {@code job-events} or {@code job-rejections} that it shows at; −1 if there is none
 * @param commandId null if no command is concerned
 * @param sentence what is wrong: "Expected …, but …"
 */
public record Violation(
        Kind kind,
        int partition,
        long offset,
        long jobKey,
        @Nullable String commandId,
        String sentence) {
    /** The promises, each by the name of what breaks it. */
    public enum Kind {
        /** A sequence is left out: an event is lost. */
        SEQUENCE_GAP,
        /** A sequence comes again, or goes back. */
        SEQUENCE_DOUBLE,
        /** An event lies in a partition that is not that of its job. */
        MISPLACED_EVENT,
        /** An event that cannot follow on what happened to its job, or that does not say the same of it. */
        ILLEGAL_TRANSITION,
        /** A command that was acknowledged was neither carried out nor refused. */
        LOST_COMMAND,
        /** A command was decided twice: carried out twice, refused twice, both, or carried out on another job, too. */
        DOUBLED_COMMAND,
        /** A command was decided of which its client was told that it did not get into the log. */
        PHANTOM_COMMAND,
        /** A command was carried out that no client sent. */
        UNASKED_DECISION,
        /** A client was told something else than what is in the log. */
        WRONG_ANSWER,
        /** A command was refused for what its job was not. */
        UNFOUNDED_REFUSAL,
        /** A refusal that is not in the log, or that was told as an acceptance. */
        SWALLOWED_REJECTION,
        /** A retry came before its backoff was over. */
        EARLY_RETRY,
        /** A retry was due and did not come. */
        LOST_RETRY,
        /** A retry came twice. */
        DOUBLED_RETRY,
        /** An incident was raised while one was open. */
        DOUBLED_INCIDENT,
        /** Two held a job at the same time, or one reported under a lease that was not the current one. */
        OVERLAPPING_LEASES,
        /** A client was handed a job under a lease that is not in the log. */
        PHANTOM_LEASE,
        /** A lease was ended before its deadline. */
        EARLY_TIMEOUT,
        /** The deadline of a lease passed, and it did not end. */
        LOST_TIMEOUT,
        /** A read that asked to be as new as a command that was accepted was older, or was told that there is no such job. */
        STALE_READ,
        /** A read got another job, or a status other than 200, 503 with Retry-After, and 504. */
        WRONG_READ
    }

    @Override
    public String toString() {
        return "%s at %d@%d, job %d%s: %s"
                .formatted(
                        kind, partition, offset, jobKey, commandId == null ? "" : ", command " + commandId, sentence);
    }
}
