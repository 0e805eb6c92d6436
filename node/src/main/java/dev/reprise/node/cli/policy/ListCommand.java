package dev.reprise.node.cli.policy;

import dev.reprise.node.cli.client.ApiCall;
import dev.reprise.node.cli.client.ClientOptions;
import dev.reprise.node.cli.client.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "list", description = "Lists all retry policies.")
final class ListCommand implements Runnable {
    private static final Table TABLE = Table.of(
            "TYPE",
            "/type",
            "TOTAL DEADLINE MS",
            "/totalDeadline",
            "WHEN EXHAUSTED",
            "/onExhausted",
            "RULES",
            "/rules");

    @Mixin
    private final ClientOptions client = new ClientOptions();

    @Override
    public void run() {
        client.show(client.send(ApiCall.get("/v1/retry-policies")), TABLE);
    }
}
