package dev.reprise.node.cli.policy;

import dev.reprise.node.cli.client.ApiCall;
import dev.reprise.node.cli.client.ClientOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "get", description = "Shows the retry policy of a job type.")
final class GetCommand implements Runnable {
    @Mixin
    private final ClientOptions client = new ClientOptions();

    @Mixin
    private final TypeParameter type = new TypeParameter();

    @Override
    public void run() {
        client.show(client.send(ApiCall.get(type.path(""))));
    }
}
