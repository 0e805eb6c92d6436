package dev.reprise.gateway.activation;

import dev.reprise.gateway.commands.Outcome.NotAppended;
import dev.reprise.gateway.commands.Outcome.Unknown;
import dev.reprise.reply.ActivatedJob;
import dev.reprise.reply.CommandRejected;
import java.util.List;

/** How a poll for jobs ended. */
public sealed interface Activation {
    /** With these jobs, leased to the worker; none if there were none in time. */
    record Jobs(List<ActivatedJob> jobs) implements Activation {}

    /** The engine refused it: a field is out of its range. */
    record Rejected(CommandRejected answer) implements Activation {}

    /** Nothing was asked: there was no room, or the log could not be reached. */
    record Refused(NotAppended why) implements Activation {}

    /** Asked without an answer in time. Jobs that come of it later are given back. */
    record Unanswered(Unknown why) implements Activation {}

    /** The client hung up before there were jobs; nobody is left to be answered. */
    record Gone() implements Activation {}
}
