package dev.reprise.node.cli.job;

import dev.reprise.node.cli.client.ApiCall;
import dev.reprise.node.cli.client.Body;
import dev.reprise.node.cli.client.ClientOptions;
import dev.reprise.node.cli.client.HolderOptions;
import dev.reprise.node.cli.client.JobParameter;
import dev.reprise.node.cli.client.WriteOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "return", description = "Gives a job back untouched: no retry is used.")
final class ReturnCommand implements Runnable {
    @Mixin
    private final ClientOptions client = new ClientOptions();

    @Mixin
    private final WriteOptions write = new WriteOptions();

    @Mixin
    private final JobParameter job = new JobParameter();

    @Mixin
    private final HolderOptions holder = new HolderOptions();

    @Override
    public void run() {
        Body body = holder.into(new Body());
        client.show(client.send(write.with(ApiCall.post(job.path("/return")).body(body.json()))));
    }
}
