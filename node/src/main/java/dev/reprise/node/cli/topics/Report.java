package dev.reprise.node.cli.topics;

import dev.reprise.node.cli.ExitCode;
import dev.reprise.node.topics.TopicDifference;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** Differences, a line each. */
final class Report {
    private Report() {}

    /** Prints them and returns the exit code. */
    static int show(List<TopicDifference> differences, CommandSpec command) {
        PrintWriter out = command.commandLine().getOut();
        differences.forEach(difference -> out.println(difference.sentence()));
        out.flush();
        return differences.isEmpty() ? ExitCode.OK : ExitCode.REFUSED;
    }
}
