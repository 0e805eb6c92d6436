package dev.reprise.node.cli.incident;

import dev.reprise.node.cli.client.ApiCall;
import dev.reprise.node.cli.client.ClientOptions;
import dev.reprise.node.cli.client.JobParameter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "get", description = "Shows the open incident of a job.")
final class GetCommand implements Runnable {
    @Mixin
    private final ClientOptions client = new ClientOptions();

    @Mixin
    private final JobParameter job = new JobParameter();

    @Override
    public void run() {
        client.show(client.send(ApiCall.get(job.incidentPath(""))));
    }
}
