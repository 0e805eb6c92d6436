package dev.reprise.gateway.commands;

import dev.reprise.gateway.commands.Outcome.NotAppended;
import dev.reprise.gateway.log.Append.Refusal;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.apache.avro.specific.SpecificRecord;

/**
 * Sends a command again, for about 8 s, as long as it is refused for want of room. For what a node does in many steps on behalf of a
 * caller, who could not repeat a single one of them.
 */
public final class Insistence {
    private static final int TIMES = 40;
    private static final Executor LATER = CompletableFuture.delayedExecutor(200, TimeUnit.MILLISECONDS);

    private Insistence() {}

    /** What became of the command in the end. */
    public static CompletableFuture<Outcome> send(CommandGateway commands, SpecificRecord command, Call call) {
        return send(commands, command, call, TIMES);
    }

    private static CompletableFuture<Outcome> send(
            CommandGateway commands, SpecificRecord command, Call call, int times) {
        return commands.send(command, call).thenCompose(outcome -> {
            boolean full = outcome instanceof NotAppended refused && refused.refusal() == Refusal.OVERLOADED;
            return full && times > 1
                    ? CompletableFuture.supplyAsync(() -> send(commands, command, call, times - 1), LATER)
                            .thenCompose(again -> again)
                    : CompletableFuture.completedFuture(outcome);
        });
    }
}
