package dev.reprise.node.cli.job;

import dev.reprise.node.cli.client.ApiCall;
import dev.reprise.node.cli.client.ClientOptions;
import dev.reprise.node.cli.client.JobParameter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "get",
        description = "Shows where a job stands.",
        footer = {
            "",
            "Examples:",
            "  reprise job get 812345678901234567 -o json",
            "  reprise job get 812345678901234567 --as camunda8,codepipeline -o json"
        })
final class GetCommand implements Runnable {
    @Mixin
    private final ClientOptions client = new ClientOptions();

    @Mixin
    private final JobParameter job = new JobParameter();

    @Option(
            names = "--after",
            paramLabel = "POSITION",
            description = "Wait until the node has seen this position, as in the answer to a write.")
    private @Nullable String after;

    @Option(names = "--payload", description = "With variables and headers.")
    private boolean payload;

    @Option(names = "--details", description = "With the details of the last error, a stack trace for example.")
    private boolean details;

    @Option(
            names = "--as",
            paramLabel = "API",
            split = ",",
            description = "As the workers of these APIs see it, separated by commas: ${COMPLETION-CANDIDATES}.")
    private List<Dialect> dialects = List.of();

    @Override
    public void run() {
        if (!dialects.isEmpty()) {
            client.show(DialectViews.of(dialects, job.key(), client::send));
            return;
        }
        List<String> parts = new ArrayList<>();
        if (payload) {
            parts.add("payload");
        }
        if (details) {
            parts.add("details");
        }
        client.show(client.send(ApiCall.get(job.path(""))
                .query("include", parts.isEmpty() ? null : String.join(",", parts))
                .query("after", after)));
    }
}
