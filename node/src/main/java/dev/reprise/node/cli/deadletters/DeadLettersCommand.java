package dev.reprise.node.cli.deadletters;

import picocli.CommandLine.Command;

/** {@code reprise dead-letters}. */
@Command(
        name = "dead-letters",
        description = {
            "Commands that were put aside because they could not be read or carried out, and sending them back.",
            "Reads Kafka: without --bootstrap-servers it asks the node at --url which brokers it works with."
        },
        synopsisSubcommandLabel = "VERB",
        subcommands = {ListCommand.class, ShowCommand.class, RedriveCommand.class})
public final class DeadLettersCommand {}
