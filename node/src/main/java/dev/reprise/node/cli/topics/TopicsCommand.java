package dev.reprise.node.cli.topics;

import picocli.CommandLine.Command;

/** {@code reprise topics}. */
@Command(
        name = "topics",
        description = "Creates and checks the topics of a cluster.",
        synopsisSubcommandLabel = "VERB",
        subcommands = {CreateCommand.class, CheckCommand.class})
public final class TopicsCommand {}
