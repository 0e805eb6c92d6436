package dev.reprise.node.cli;

import dev.reprise.node.cli.cluster.BrokerCommand;
import dev.reprise.node.cli.cluster.ClusterCommand;
import dev.reprise.node.cli.deadletters.DeadLettersCommand;
import dev.reprise.node.cli.events.EventsCommand;
import dev.reprise.node.cli.incident.IncidentCommand;
import dev.reprise.node.cli.job.JobCommand;
import dev.reprise.node.cli.keys.KeysCommand;
import dev.reprise.node.cli.node.NodeCommand;
import dev.reprise.node.cli.node.StandaloneCommand;
import dev.reprise.node.cli.policy.PolicyCommand;
import dev.reprise.node.cli.replay.ReplayCommand;
import dev.reprise.node.cli.topics.TopicsCommand;
import dev.reprise.node.demo.DemoCommand;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** {@code reprise}: the root of all verbs. */
@Command(
        name = "reprise",
        description = "A job-failure engine on Kafka: retry now, retry later, or raise an incident.",
        versionProvider = VersionText.class,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            StandaloneCommand.class,
            DemoCommand.class,
            NodeCommand.class,
            ClusterCommand.class,
            BrokerCommand.class,
            TopicsCommand.class,
            ReplayCommand.class,
            DeadLettersCommand.class,
            JobCommand.class,
            IncidentCommand.class,
            PolicyCommand.class,
            StatsCommand.class,
            EventsCommand.class,
            KeysCommand.class,
            HelpCommand.class
        },
        footer = {
            "",
            "Begin with:",
            "  reprise standalone",
            "  reprise job create --type charge-card",
            "  reprise job list"
        })
public final class Cli {
    private Cli() {}

    /** Runs one command on the process's streams; returns its exit code. */
    public static int run(String... args) {
        return commandLine().execute(args);
    }

    /** The command line, ready to run; tests give it writers of their own. */
    public static CommandLine commandLine() {
        CommandLine commandLine = new CommandLine(new Cli())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExpandAtFiles(false)
                .setUsageHelpAutoWidth(true)
                .setParameterExceptionHandler(Cli::misused)
                .setExecutionExceptionHandler(new Failures());
        everywhere(commandLine);
        return commandLine;
    }

    /** Help and exit codes for each verb, and a usage error for a group without one. */
    private static void everywhere(CommandLine command) {
        CommandLine.Model.CommandSpec spec = command.getCommandSpec();
        spec.mixinStandardHelpOptions(true);
        spec.usageMessage().exitCodeListHeading("%nExit codes:%n");
        spec.usageMessage().exitCodeList(ExitCode.list());
        command.getSubcommands().values().forEach(Cli::everywhere);
    }

    private static int misused(CommandLine.ParameterException e, String[] args) {
        CommandLine command = e.getCommandLine();
        PrintWriter err = command.getErr();
        err.println(command.getCommandSpec().qualifiedName() + ": " + e.getMessage());
        CommandLine.UnmatchedArgumentException.printSuggestions(e, err);
        err.println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
        err.flush();
        return ExitCode.USAGE;
    }
}
