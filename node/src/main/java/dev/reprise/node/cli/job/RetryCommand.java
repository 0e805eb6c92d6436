package dev.reprise.node.cli.job;

import dev.reprise.node.cli.client.ApiCall;
import dev.reprise.node.cli.client.Body;
import dev.reprise.node.cli.client.ClientOptions;
import dev.reprise.node.cli.client.JobParameter;
import dev.reprise.node.cli.client.WriteOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "retry", description = "Ends the backoff of a job now.")
final class RetryCommand implements Runnable {
    @Mixin
    private final ClientOptions client = new ClientOptions();

    @Mixin
    private final WriteOptions write = new WriteOptions();

    @Mixin
    private final JobParameter job = new JobParameter();

    @Override
    public void run() {
        client.show(client.send(write.with(ApiCall.post(job.path("/retry")).body(new Body().json()))));
    }
}
