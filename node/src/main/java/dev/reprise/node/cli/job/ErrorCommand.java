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

@Command(
        name = "error",
        description =
                "Reports an error of the business, which ends the job if it is caught, and else raises an incident.")
final class ErrorCommand implements Runnable {
    @Mixin
    private final ClientOptions client = new ClientOptions();

    @Mixin
    private final WriteOptions write = new WriteOptions();

    @Mixin
    private final JobParameter job = new JobParameter();

    @Mixin
    private final HolderOptions holder = new HolderOptions();

    @Option(names = "--code", paramLabel = "CODE", required = true, description = "Code of the error.")
    private String code = "";

    @Option(names = "--message", paramLabel = "TEXT", description = "What went wrong.")
    private @Nullable String message;

    @Option(
            names = "--variables",
            paramLabel = "JSON",
            converter = JsonText.Converter.class,
            description = "The result: a JSON object, @FILE, or - for standard input.")
    private @Nullable JsonText variables;

    @Override
    public void run() {
        Body body = holder.into(new Body())
                .put("errorCode", code)
                .put("errorMessage", message)
                .put("variables", variables);
        client.show(client.send(write.with(ApiCall.post(job.path("/error")).body(body.json()))));
    }
}
