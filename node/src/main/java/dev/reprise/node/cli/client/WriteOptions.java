package dev.reprise.node.cli.client;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What every verb that changes something has. */
public final class WriteOptions {
    @Option(
            names = "--idempotency-key",
            paramLabel = "ID",
            description =
                    "Id of this command: sent again with the same id, it gets the same answer and changes nothing.")
    private @Nullable String idempotencyKey;

    public ApiCall with(ApiCall call) {
        return call.idempotencyKey(idempotencyKey);
    }
}
