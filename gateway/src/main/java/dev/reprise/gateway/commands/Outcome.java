package dev.reprise.gateway.commands;

import dev.reprise.gateway.log.Append;
import dev.reprise.reply.CommandAccepted;
import dev.reprise.reply.CommandRejected;
import dev.reprise.reply.JobsActivated;

/** What became of a command, as far as its sender can be told. */
public sealed interface Outcome {
    /** Carried out and durable. */
    record Accepted(CommandAccepted answer) implements Outcome {}

    /** Refused by the engine; nothing changed. */
    record Rejected(CommandRejected answer) implements Outcome {}

    /** An ActivateJobs was carried out; the jobs in it, if any, are leased. */
    record Activated(JobsActivated answer) implements Outcome {}

    /** It did not get into the log and nothing will come of it: it can be sent again (HTTP: 503; 413 if too large). */
    record NotAppended(Append.Refusal refusal, String reason) implements Outcome {}

    /**
     * It is in the log or may be, but no answer came in time (HTTP: 504). Sent again with the same command id it gets
     * the outcome and changes nothing more.
     */
    record Unknown(String commandId, String reason) implements Outcome {}
}
