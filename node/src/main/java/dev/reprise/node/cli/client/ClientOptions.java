package dev.reprise.node.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.net.URI;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** What every client verb has: where the node is, and how its answer is shown. */
public final class ClientOptions {
    @Option(
            names = "--url",
            paramLabel = "URL",
            defaultValue = "${env:REPRISE_URL:-http://127.0.0.1:8080}",
            description = "Base URL of a node (REPRISE_URL); default ${DEFAULT-VALUE}.")
    private URI url = URI.create("http://127.0.0.1:8080");

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORM",
            defaultValue = "${env:REPRISE_OUTPUT:-table}",
            description = "${COMPLETION-CANDIDATES} (REPRISE_OUTPUT); default ${DEFAULT-VALUE}.")
    private OutputFormat output = OutputFormat.table;

    @Mixin
    private final Identity identity = new Identity();

    @Spec(Target.MIXEE)
    private CommandSpec command = CommandSpec.create();

    /** Sends a call to the node. */
    public JsonNode send(ApiCall call) {
        return new ApiClient(url, identity).send(call);
    }

    public URI url() {
        return url;
    }

    public OutputFormat output() {
        return output;
    }

    /** Shows one thing: its fields below each other. */
    public void show(JsonNode answer) {
        if (output == OutputFormat.json || !answer.isObject()) {
            showJson(answer);
        } else {
            print(Table.aligned(Cell.fields(answer)));
        }
    }

    /** Shows a list as a table. Says on stderr how to go on if there is more. */
    public void show(JsonNode answer, Table table) {
        if (output == OutputFormat.json) {
            showJson(answer);
            return;
        }
        JsonNode items = Items.of(answer);
        print(table.lines(items));
        Items.cursor(answer).ifPresent(cursor -> {
            PrintWriter err = command.commandLine().getErr();
            err.println("more: --cursor " + cursor);
            err.flush();
        });
    }

    private void showJson(JsonNode answer) {
        if (!answer.isMissingNode()) {
            print(answer.toPrettyString());
        }
    }

    private void print(String text) {
        PrintWriter out = command.commandLine().getOut();
        out.println(text);
        out.flush();
    }
}
