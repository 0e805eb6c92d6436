package dev.reprise.node.cli.job;

import dev.reprise.node.cli.client.ApiCall;
import dev.reprise.node.cli.client.Body;
import dev.reprise.node.cli.client.ClientOptions;
import dev.reprise.node.cli.client.DurationText;
import dev.reprise.node.cli.client.Table;
import dev.reprise.node.cli.client.WriteOptions;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "activate",
        description = "Takes jobs to work on, as a worker does.",
        footer = {
            "",
            "Example:",
            "  reprise job activate --type charge-card --worker me --max 5 --timeout 1m --wait 20s"
        })
final class ActivateCommand implements Runnable {
    private static final Table TABLE = Table.of(
            "JOB", "/jobKey",
            "TYPE", "/type",
            "RETRIES", "/retries",
            "ATTEMPT", "/attempt",
            "DEADLINE", "/deadline",
            "LEASE TOKEN", "/leaseToken",
            "VARIABLES", "/variables");

    @Mixin
    private final ClientOptions client = new ClientOptions();

    @Mixin
    private final WriteOptions write = new WriteOptions();

    @Option(names = "--type", paramLabel = "TYPE", required = true, description = "Type of the jobs.")
    private String type = "";

    @Option(
            names = "--worker",
            paramLabel = "NAME",
            defaultValue = "cli",
            description = "Who takes them; default ${DEFAULT-VALUE}.")
    private String worker = "";

    @Option(
            names = "--max",
            paramLabel = "N",
            defaultValue = "1",
            description = "At most so many; default ${DEFAULT-VALUE}.")
    private int maxJobs;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            defaultValue = "5m",
            converter = DurationText.class,
            description = "How long they are held; default ${DEFAULT-VALUE}.")
    private Duration timeout = Duration.ZERO;

    @Option(
            names = "--wait",
            paramLabel = "TIME",
            defaultValue = "0s",
            converter = DurationText.class,
            description = "How long to wait for the first one; default ${DEFAULT-VALUE}.")
    private Duration wait = Duration.ZERO;

    @Option(names = "--tenant", paramLabel = "NAME", description = "Only jobs of this tenant; may be repeated.")
    private List<String> tenants = List.of();

    @Override
    public void run() {
        Body body = new Body()
                .put("type", type)
                .put("worker", worker)
                .put("maxJobs", maxJobs)
                .put("timeout", timeout)
                .put("requestTimeout", wait)
                .put("tenantIds", tenants);
        ApiCall call = ApiCall.post("/v1/jobs/activation").body(body.json()).waitLonger(wait);
        client.show(client.send(write.with(call)), TABLE);
    }
}
