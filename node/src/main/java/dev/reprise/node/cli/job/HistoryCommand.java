package dev.reprise.node.cli.job;

import dev.reprise.node.cli.client.ApiCall;
import dev.reprise.node.cli.client.ClientOptions;
import dev.reprise.node.cli.client.EventFacts;
import dev.reprise.node.cli.client.JobParameter;
import dev.reprise.node.cli.client.Table;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "history", description = "Shows every event of a job.")
final class HistoryCommand implements Runnable {
    private static final Table TABLE = Table.of(
                    "SEQUENCE", "/sequence", "AT", "/occurredAt", "EVENT", "/type", "FACTS", EventFacts.POINTER)
            .preparing(EventFacts::in);

    @Mixin
    private final ClientOptions client = new ClientOptions();

    @Mixin
    private final JobParameter job = new JobParameter();

    @Option(names = "--limit", paramLabel = "N", description = "At most so many.")
    private @Nullable Integer limit;

    @Option(names = "--cursor", paramLabel = "CURSOR", description = "Go on where the last list ended.")
    private @Nullable String cursor;

    @Override
    public void run() {
        ApiCall call = ApiCall.get(job.path("/history")).query("limit", limit).query("cursor", cursor);
        client.show(client.send(call), TABLE);
    }
}
