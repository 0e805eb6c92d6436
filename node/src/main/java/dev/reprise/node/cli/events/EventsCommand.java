package dev.reprise.node.cli.events;

import picocli.CommandLine.Command;

/** {@code reprise events}. */
@Command(
        name = "events",
        description = "Follows what happens.",
        synopsisSubcommandLabel = "VERB",
        subcommands = TailCommand.class)
public final class EventsCommand {}
