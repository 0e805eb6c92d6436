package dev.reprise.node.cli.job;

import dev.reprise.node.cli.client.ApiCall;
import dev.reprise.node.cli.client.Body;
import dev.reprise.node.cli.client.ClientOptions;
import dev.reprise.node.cli.client.DurationText;
import dev.reprise.node.cli.client.HolderOptions;
import dev.reprise.node.cli.client.JobParameter;
import dev.reprise.node.cli.client.JsonText;
import dev.reprise.node.cli.client.WriteOptions;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "fail",
        description = "Reports that the work failed. Without --retries the retry policy of the job's type decides.",
        footer = {
            "",
            "Example:",
            "  reprise job fail 812345678901234567 --retries 2 --backoff 30s --message 'card declined'"
        })
final class FailCommand implements Runnable {
    @Mixin
    private final ClientOptions client = new ClientOptions();

    @Mixin
    private final WriteOptions write = new WriteOptions();

    @Mixin
    private final JobParameter job = new JobParameter();

    @Mixin
    private final HolderOptions holder = new HolderOptions();

    @Option(names = "--retries", paramLabel = "N", description = "Retries left; 0 raises an incident.")
    private @Nullable Integer retries;

    @Option(
            names = "--backoff",
            paramLabel = "TIME",
            converter = DurationText.class,
            description = "How long until the retry: 500ms, 30s, 5m.")
    private @Nullable Duration backOff;

    @Option(names = "--message", paramLabel = "TEXT", description = "What went wrong.")
    private @Nullable String message;

    @Option(names = "--details", paramLabel = "TEXT", description = "More of it, a stack trace for example.")
    private @Nullable String details;

    @Option(
            names = "--code",
            paramLabel = "CODE",
            description = "Name of the error, for the rules of the retry policy.")
    private @Nullable String code;

    @Option(
            names = "--variables",
            paramLabel = "JSON",
            converter = JsonText.Converter.class,
            description = "Variables to set on the job: a JSON object, @FILE, or - for standard input.")
    private @Nullable JsonText variables;

    @Override
    public void run() {
        Body body = holder.into(new Body())
                .put("retries", retries)
                .put("retryBackOff", backOff)
                .put("errorMessage", message)
                .put("errorDetails", details)
                .put("errorCode", code)
                .put("variables", variables);
        client.show(client.send(write.with(ApiCall.post(job.path("/failure")).body(body.json()))));
    }
}
