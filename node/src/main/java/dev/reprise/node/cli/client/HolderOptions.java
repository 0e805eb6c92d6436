package dev.reprise.node.cli.client;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Who holds the job: checked if given. */
public final class HolderOptions {
    @Option(
            names = "--worker",
            paramLabel = "NAME",
            description = "Worker that holds the job; refused if another does.")
    private @Nullable String worker;

    @Option(names = "--lease-token", paramLabel = "TOKEN", description = "Token from the activation; refused if stale.")
    private @Nullable String leaseToken;

    public Body into(Body body) {
        return body.put("worker", worker).put("leaseToken", leaseToken);
    }
}
