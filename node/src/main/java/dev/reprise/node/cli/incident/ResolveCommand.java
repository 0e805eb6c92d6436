package dev.reprise.node.cli.incident;

import dev.reprise.node.cli.client.ApiCall;
import dev.reprise.node.cli.client.Body;
import dev.reprise.node.cli.client.ClientOptions;
import dev.reprise.node.cli.client.JobParameter;
import dev.reprise.node.cli.client.WriteOptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "resolve",
        description = "Closes the incident of a job, which can then be worked on again.",
        footer = {"", "Example:", "  reprise incident resolve 812345678901234567 --retries 3"})
final class ResolveCommand implements Runnable {
    @Mixin
    private final ClientOptions client = new ClientOptions();

    @Mixin
    private final WriteOptions write = new WriteOptions();

    @Mixin
    private final JobParameter job = new JobParameter();

    @Option(names = "--retries", paramLabel = "N", description = "Retries left from now on, set in the same step.")
    private @Nullable Integer retries;

    @Override
    public void run() {
        Body body = new Body().put("retries", retries);
        client.show(client.send(
                write.with(ApiCall.post(job.incidentPath("/resolution")).body(body.json()))));
    }
}
