package dev.reprise.node.cli.job;

import dev.reprise.node.cli.client.ApiCall;
import dev.reprise.node.cli.client.Body;
import dev.reprise.node.cli.client.ClientOptions;
import dev.reprise.node.cli.client.JobParameter;
import dev.reprise.node.cli.client.JsonText;
import dev.reprise.node.cli.client.WriteOptions;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "create",
        description = "Creates a job.",
        footer = {
            "",
            "Example:",
            "  reprise job create --type charge-card --retries 3 --variables '{\"orderId\":\"4711\"}'"
        })
final class CreateCommand implements Runnable {
    @Mixin
    private final ClientOptions client = new ClientOptions();

    @Mixin
    private final WriteOptions write = new WriteOptions();

    @Option(names = "--type", paramLabel = "TYPE", required = true, description = "Which workers take it.")
    private String type = "";

    @Option(
            names = "--key",
            paramLabel = "JOB",
            converter = JobParameter.Key.class,
            description = "Its key; made by the node if absent.")
    private @Nullable Long jobKey;

    @Option(names = "--retries", paramLabel = "N", description = "Retries left at the start; 3 if absent.")
    private @Nullable Integer retries;

    @Option(
            names = "--variables",
            paramLabel = "JSON",
            converter = JsonText.Converter.class,
            description = "Input for the worker: a JSON object, @FILE, or - for standard input.")
    private @Nullable JsonText variables;

    @Option(
            names = "--header",
            paramLabel = "NAME=TEXT",
            description = "A fixed setting for the worker; may be repeated.")
    private Map<String, String> headers = Map.of();

    @Option(names = "--priority", paramLabel = "N", description = "Higher ones are handed out first; 0 if absent.")
    private @Nullable Integer priority;

    @Option(names = "--tenant", paramLabel = "NAME", description = "Tenant that owns it.")
    private @Nullable String tenant;

    @Option(names = "--business-key", paramLabel = "TEXT", description = "Your own name for what the job works on.")
    private @Nullable String businessKey;

    @Option(
            names = "--caught-error",
            paramLabel = "CODE",
            description = "Code of a business error that may end it; may be repeated; all codes if absent.")
    private List<String> caughtErrors = List.of();

    @Option(
            names = "--process",
            paramLabel = "JSON",
            converter = JsonText.Converter.class,
            description =
                    "Where in a business process it comes from: processId, processVersion, versionTag, definitionKey, "
                            + "elementId.")
    private @Nullable JsonText process;

    @Override
    public void run() {
        Body body = new Body()
                .put("type", type)
                .put("jobKey", jobKey == null ? null : jobKey.toString())
                .put("retries", retries)
                .put("variables", variables)
                .put("headers", headers)
                .put("priority", priority)
                .put("tenantId", tenant)
                .put("businessKey", businessKey)
                .put("caughtErrors", caughtErrors)
                .put("process", process);
        client.show(client.send(write.with(ApiCall.post("/v1/jobs").body(body.json()))));
    }
}
