package dev.reprise.node.cli.incident;

import picocli.CommandLine.Command;

/** {@code reprise incident}. */
@Command(
        name = "incident",
        description = "Looks at incidents and resolves them.",
        synopsisSubcommandLabel = "VERB",
        subcommands = {ListCommand.class, GetCommand.class, ResolveCommand.class, AnnotateCommand.class})
public final class IncidentCommand {}
