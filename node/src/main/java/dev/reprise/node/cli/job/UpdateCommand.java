package dev.reprise.node.cli.job;

import dev.reprise.node.cli.client.ApiCall;
import dev.reprise.node.cli.client.Body;
import dev.reprise.node.cli.client.ClientOptions;
import dev.reprise.node.cli.client.DurationText;
import dev.reprise.node.cli.client.HolderOptions;
import dev.reprise.node.cli.client.JobParameter;
import dev.reprise.node.cli.client.WriteOptions;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "update", description = "Changes retries, lease and priority of a job, all or nothing.")
final class UpdateCommand implements Runnable {
    @Mixin
    private final ClientOptions client = new ClientOptions();

    @Mixin
    private final WriteOptions write = new WriteOptions();

    @Mixin
    private final JobParameter job = new JobParameter();

    @Mixin
    private final HolderOptions holder = new HolderOptions();

    @Option(names = "--retries", paramLabel = "N", description = "Retries left.")
    private @Nullable Integer retries;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            converter = DurationText.class,
            description = "How long it is held from now on; only while it is held.")
    private @Nullable Duration timeout;

    @Option(names = "--priority", paramLabel = "N", description = "Higher ones are handed out first.")
    private @Nullable Integer priority;

    @Override
    public void run() {
        Body body = holder.into(new Body())
                .put("retries", retries)
                .put("timeout", timeout)
                .put("priority", priority);
        client.show(client.send(write.with(ApiCall.patch(job.path("")).body(body.json()))));
    }
}
