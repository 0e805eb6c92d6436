package dev.reprise.node.cli.job;

import picocli.CommandLine.Command;

/** {@code reprise job}. */
@Command(
        name = "job",
        description = "Creates, works on and looks at jobs.",
        synopsisSubcommandLabel = "VERB",
        subcommands = {
            CreateCommand.class,
            GetCommand.class,
            ListCommand.class,
            HistoryCommand.class,
            ActivateCommand.class,
            FailCommand.class,
            CompleteCommand.class,
            ErrorCommand.class,
            ReturnCommand.class,
            RetryCommand.class,
            UpdateCommand.class,
            CancelCommand.class
        })
public final class JobCommand {}
