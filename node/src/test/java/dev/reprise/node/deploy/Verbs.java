package dev.reprise.node.deploy;

import dev.reprise.node.cli.Cli;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.ParameterException;

/** What the command line understands. Nothing is run. */
final class Verbs {
    private Verbs() {}

    /** Why it does not understand these words; empty if it does. */
    static Optional<String> mistake(List<String> words) {
        try {
            Cli.commandLine().parseArgs(words.toArray(String[]::new));
            return Optional.empty();
        } catch (ParameterException e) {
            return Optional.of("reprise " + String.join(" ", words) + ": " + e.getMessage());
        }
    }

    static boolean has(String verb) {
        return Cli.commandLine().getSubcommands().containsKey(verb);
    }
}
