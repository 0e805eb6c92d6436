package dev.reprise.node.cli.policy;

import dev.reprise.node.cli.client.ApiCall;
import dev.reprise.node.cli.client.ClientOptions;
import dev.reprise.node.cli.client.JsonText;
import dev.reprise.node.cli.client.WriteOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "put",
        description = "Sets the retry policy of a job type.",
        footer = {
            "",
            "Example:",
            "  reprise policy put charge-card '{\"rules\":[{\"name\":\"all\",\"errorCodes\":[\"*\"],\"maxAttempts\":5}]}'",
            "  reprise policy put charge-card @policy.json"
        })
final class PutCommand implements Runnable {
    @Mixin
    private final ClientOptions client = new ClientOptions();

    @Mixin
    private final WriteOptions write = new WriteOptions();

    @Mixin
    private final TypeParameter type = new TypeParameter();

    @Parameters(
            index = "1",
            paramLabel = "POLICY",
            converter = JsonText.Converter.class,
            description = "The policy: a JSON object, @FILE, or - for standard input.")
    private JsonText policy = JsonText.EMPTY;

    @Override
    public void run() {
        client.show(client.send(write.with(ApiCall.put(type.path("")).body(policy.json()))));
    }
}
