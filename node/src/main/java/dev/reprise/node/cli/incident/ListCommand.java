package dev.reprise.node.cli.incident;

import dev.reprise.node.cli.client.ApiCall;
import dev.reprise.node.cli.client.ClientOptions;
import dev.reprise.node.cli.client.Table;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "list", description = "Lists open incidents.")
final class ListCommand implements Runnable {
    private static final Table TABLE = Table.of(
            "JOB", "/jobKey",
            "TYPE", "/type",
            "SINCE", "/createdAt",
            "REASON", "/reason",
            "CODE", "/errorCode",
            "MESSAGE", "/errorMessage",
            "NOTE", "/annotation");

    @Mixin
    private final ClientOptions client = new ClientOptions();

    @Option(names = "--type", paramLabel = "TYPE", description = "Only those of jobs of this type.")
    private @Nullable String type;

    @Option(names = "--tenant", paramLabel = "NAME", description = "Only those of jobs of this tenant.")
    private @Nullable String tenant;

    @Option(names = "--code", paramLabel = "CODE", description = "Only those with this error code.")
    private @Nullable String code;

    @Option(names = "--limit", paramLabel = "N", description = "At most so many.")
    private @Nullable Integer limit;

    @Option(names = "--cursor", paramLabel = "CURSOR", description = "Go on where the last list ended.")
    private @Nullable String cursor;

    @Override
    public void run() {
        ApiCall call = ApiCall.get("/v1/incidents")
                .query("type", type)
                .query("tenantId", tenant)
                .query("errorCode", code)
                .query("limit", limit)
                .query("cursor", cursor);
        client.show(client.send(call), TABLE);
    }
}
