package dev.reprise.node.cli.deadletters;

import dev.reprise.node.cli.client.ApiCall;
import dev.reprise.node.cli.client.ClientOptions;
import dev.reprise.node.cli.node.ConfigOptions;
import dev.reprise.node.config.NodeConfig;
import picocli.CommandLine.Model.CommandSpec;

/** Where the brokers are, and how they are talked to. */
final class Brokers {
    private Brokers() {}

    /** As the command line says; if it does not, the node at the URL is asked. */
    static NodeConfig of(ConfigOptions config, CommandSpec command, ClientOptions client) {
        return config.readOr(
                command,
                () -> client.send(ApiCall.get("/health/status"))
                        .at("/kafka/bootstrapServers")
                        .asText());
    }
}
