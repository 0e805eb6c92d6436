package dev.reprise.node.cli.keys;

import dev.reprise.node.cli.ExitCode;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code reprise keys revoke}. */
@Command(name = "revoke", description = "Takes a key or a user out of the file.")
final class RevokeCommand implements Callable<Integer> {
    @Mixin
    private final KeysFileOption file = new KeysFileOption();

    @Parameters(paramLabel = "NAME", description = "Name of the key or user.")
    private String name = "";

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        if (file.editor().remove(name)) {
            return 0;
        }
        PrintWriter err = command.commandLine().getErr();
        err.println("reprise: there is no key and no user '" + name + "'");
        err.flush();
        return ExitCode.NOT_FOUND;
    }
}
