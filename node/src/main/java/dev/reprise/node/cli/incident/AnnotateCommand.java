package dev.reprise.node.cli.incident;

import dev.reprise.node.cli.client.ApiCall;
import dev.reprise.node.cli.client.Body;
import dev.reprise.node.cli.client.ClientOptions;
import dev.reprise.node.cli.client.JobParameter;
import dev.reprise.node.cli.client.WriteOptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "annotate", description = "Sets the note on an open incident; without a text it takes the note away.")
final class AnnotateCommand implements Runnable {
    @Mixin
    private final ClientOptions client = new ClientOptions();

    @Mixin
    private final WriteOptions write = new WriteOptions();

    @Mixin
    private final JobParameter job = new JobParameter();

    @Parameters(index = "1", arity = "0..1", paramLabel = "NOTE", description = "The note.")
    private @Nullable String annotation;

    @Override
    public void run() {
        Body body = new Body().putOrNull("annotation", annotation);
        client.show(client.send(
                write.with(ApiCall.put(job.incidentPath("/annotation")).body(body.json()))));
    }
}
