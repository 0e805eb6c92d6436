package dev.reprise.node.cli.job;

import dev.reprise.node.cli.client.ApiCall;
import dev.reprise.node.cli.client.ClientOptions;
import dev.reprise.node.cli.client.Table;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "list",
        description = "Lists jobs.",
        footer = {"", "Example:", "  reprise job list --state BACKING_OFF --type charge-card"})
final class ListCommand implements Runnable {
    private static final Table TABLE = Table.of(
            "JOB", "/jobKey",
            "TYPE", "/type",
            "STATE", "/state",
            "RETRIES", "/retries",
            "ATTEMPT", "/attempt",
            "NEXT RETRY", "/nextRetryAt",
            "WORKER", "/lease/worker",
            "LAST ERROR", "/lastError/message");

    @Mixin
    private final ClientOptions client = new ClientOptions();

    @Option(names = "--state", paramLabel = "STATE", description = "Only those in this state.")
    private @Nullable String state;

    @Option(names = "--type", paramLabel = "TYPE", description = "Only those of this type.")
    private @Nullable String type;

    @Option(names = "--worker", paramLabel = "NAME", description = "Only those that this worker holds.")
    private @Nullable String worker;

    @Option(names = "--tenant", paramLabel = "NAME", description = "Only those of this tenant.")
    private @Nullable String tenant;

    @Option(names = "--limit", paramLabel = "N", description = "At most so many.")
    private @Nullable Integer limit;

    @Option(names = "--cursor", paramLabel = "CURSOR", description = "Go on where the last list ended.")
    private @Nullable String cursor;

    @Override
    public void run() {
        ApiCall call = ApiCall.get("/v1/jobs")
                .query("state", state)
                .query("type", type)
                .query("worker", worker)
                .query("tenantId", tenant)
                .query("limit", limit)
                .query("cursor", cursor);
        client.show(client.send(call), TABLE);
    }
}
