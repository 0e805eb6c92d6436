package dev.reprise.node.cli.policy;

import dev.reprise.node.cli.client.ApiCall;
import dev.reprise.node.cli.client.ClientOptions;
import dev.reprise.node.cli.client.WriteOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "delete", description = "Takes the retry policy of a job type away.")
final class DeleteCommand implements Runnable {
    @Mixin
    private final ClientOptions client = new ClientOptions();

    @Mixin
    private final WriteOptions write = new WriteOptions();

    @Mixin
    private final TypeParameter type = new TypeParameter();

    @Override
    public void run() {
        client.show(client.send(write.with(ApiCall.delete(type.path("")))));
    }
}
