package dev.reprise.node.cli.job;

import dev.reprise.node.cli.client.ApiCall;
import dev.reprise.node.cli.client.Body;
import dev.reprise.node.cli.client.ClientOptions;
import dev.reprise.node.cli.client.HolderOptions;
import dev.reprise.node.cli.client.JobParameter;
import dev.reprise.node.cli.client.JsonText;
import dev.reprise.node.cli.client.WriteOptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "complete", description = "Reports that the work is done.")
final class CompleteCommand implements Runnable {
    @Mixin
    private final ClientOptions client = new ClientOptions();

    @Mixin
    private final WriteOptions write = new WriteOptions();

    @Mixin
    private final JobParameter job = new JobParameter();

    @Mixin
    private final HolderOptions holder = new HolderOptions();

    @Option(
            names = "--variables",
            paramLabel = "JSON",
            converter = JsonText.Converter.class,
            description = "The result: a JSON object, @FILE, or - for standard input.")
    private @Nullable JsonText variables;

    @Override
    public void run() {
        Body body = holder.into(new Body()).put("variables", variables);
        client.show(client.send(write.with(ApiCall.post(job.path("/completion")).body(body.json()))));
    }
}
