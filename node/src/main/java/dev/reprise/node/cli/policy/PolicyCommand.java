package dev.reprise.node.cli.policy;

import picocli.CommandLine.Command;

/** {@code reprise policy}. */
@Command(
        name = "policy",
        description = "Sets and tries out retry policies.",
        synopsisSubcommandLabel = "VERB",
        subcommands = {ListCommand.class, PutCommand.class, GetCommand.class, DeleteCommand.class, SimulateCommand.class
        })
public final class PolicyCommand {}
