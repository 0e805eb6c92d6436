package dev.reprise.node.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reprise.node.cli.client.ApiCall;
import dev.reprise.node.cli.client.ClientOptions;
import dev.reprise.node.cli.client.OutputFormat;
import dev.reprise.node.cli.client.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code reprise stats}. */
@Command(name = "stats", description = "Shows how many jobs there are by type and state, and what is due.")
final class StatsCommand implements Runnable {
    private static final Table BY_TYPE = Table.of(
            "TYPE", "/type",
            "ACTIVATABLE", "/states/ACTIVATABLE",
            "ACTIVATED", "/states/ACTIVATED",
            "BACKING_OFF", "/states/BACKING_OFF",
            "INCIDENT", "/states/INCIDENT",
            "COMPLETED", "/states/COMPLETED",
            "CANCELED", "/states/CANCELED",
            "ERROR_THROWN", "/states/ERROR_THROWN",
            "TOTAL", "/total");

    @Mixin
    private final ClientOptions client = new ClientOptions();

    @Override
    public void run() {
        JsonNode stats = client.send(ApiCall.get("/v1/stats"));
        if (client.output() == OutputFormat.json) {
            client.show(stats);
        } else {
            client.show(stats.path("types"), BY_TYPE);
            client.show(stats.path("due"));
        }
    }
}
