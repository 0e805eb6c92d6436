package dev.reprise.node.cli.keys;

import dev.reprise.node.access.KeyFileEditor;
import dev.reprise.query.access.Role;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code reprise keys list}. */
@Command(name = "list", description = "Who is in the file, and what they may do.")
final class ListCommand implements Callable<Integer> {
    @Mixin
    private final KeysFileOption file = new KeysFileOption();

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        PrintWriter out = command.commandLine().getOut();
        for (KeyFileEditor.Entry entry : file.editor().list()) {
            out.printf(
                    "%-5s %-30s %-20s %s%s%n",
                    entry.kind(),
                    entry.principal().id(),
                    entry.principal().roles().stream().map(Role::text).sorted().collect(Collectors.joining(",")),
                    entry.principal().tenants(),
                    entry.expires().map(time -> " until " + time).orElse(""));
        }
        out.flush();
        return 0;
    }
}
