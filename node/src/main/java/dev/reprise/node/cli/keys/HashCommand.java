package dev.reprise.node.cli.keys;

import dev.reprise.node.access.KeyFileEditor;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code reprise keys hash}. */
@Command(
        name = "hash",
        description = "Prints the line that a file of keys has for a secret, which is read from standard input.")
final class HashCommand implements Callable<Integer> {
    @Parameters(paramLabel = "NAME", description = "Name of the key or user.")
    private String name = "";

    @Option(
            names = "--user",
            description = "The secret is the password of a user. Without it: a key, too long to be guessed.")
    private boolean user;

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        String secret = Secret.fromStandardInput();
        PrintWriter out = command.commandLine().getOut();
        out.println(user ? KeyFileEditor.userLine(name, secret) : KeyFileEditor.keyLine(name, secret));
        out.flush();
        return 0;
    }
}
