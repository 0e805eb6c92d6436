package dev.reprise.node.cli.keys;

import dev.reprise.node.access.KeyFileEditor;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code reprise keys add}. */
@Command(
        name = "add",
        description = {
            "Adds a key, and prints it: it is nowhere else. With --user a user, whose password is read from standard input.",
        },
        footer = {"", "Example:", "  reprise keys add billing --file keys --roles work --tenants acme"})
final class AddCommand implements Callable<Integer> {
    @Mixin
    private final KeysFileOption file = new KeysFileOption();

    @Parameters(paramLabel = "NAME", description = "Name of the key or user, for people and logs.")
    private String name = "";

    @Option(names = "--user", description = "Add a user instead of a key.")
    private boolean user;

    @Option(names = "--roles", required = true, paramLabel = "LIST", description = "Of read, work, operate.")
    private String roles = "";

    @Option(
            names = "--tenants",
            paramLabel = "LIST",
            defaultValue = "<default>",
            description = "Tenants, or * for all; default ${DEFAULT-VALUE}.")
    private String tenants = "";

    @Option(names = "--expires", paramLabel = "TIME", description = "When it ends, 2027-01-31T00:00:00Z for instance.")
    private @Nullable String expires;

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        List<String> fields = new ArrayList<>(List.of("roles=" + roles, "tenants=" + tenants));
        if (expires != null) {
            fields.add("expires=" + expires);
        }
        if (user) {
            file.editor().add(KeyFileEditor.userLine(name, Secret.fromStandardInput()), fields);
            return 0;
        }
        String key = KeyFileEditor.newKey();
        file.editor().add(KeyFileEditor.keyLine(name, key), fields);
        PrintWriter out = command.commandLine().getOut();
        out.println(key);
        out.flush();
        return 0;
    }
}
