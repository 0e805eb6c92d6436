package dev.reprise.gateway.camunda7;

import dev.reprise.gateway.commands.Call;
import dev.reprise.gateway.commands.CommandGateway;
import dev.reprise.gateway.commands.Insistence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Sets the retries of many tasks, a few at a time, and tells of each that it could not. */
final class SetRetries {
    private static final int AT_A_TIME = 64;

    private final CommandGateway commands;

    SetRetries(CommandGateway commands) {
        this.commands = commands;
    }

    /** What went wrong, by id; empty if nothing did. */
    CompletableFuture<Map<String, String>> of(Set<String> ids, int retries, Function<String, Call> calls) {
        List<String> all = new ArrayList<>(ids);
        CompletableFuture<Map<String, String>> failures = CompletableFuture.completedFuture(new LinkedHashMap<>());
        for (int from = 0; from < all.size(); from += AT_A_TIME) {
            List<String> some = all.subList(from, Math.min(all.size(), from + AT_A_TIME));
            failures = failures.thenCompose(sofar -> slice(some, retries, calls, sofar));
        }
        return failures;
    }

    private CompletableFuture<Map<String, String>> slice(
            List<String> ids, int retries, Function<String, Call> calls, Map<String, String> failures) {
        CompletableFuture<Map<String, String>> all = CompletableFuture.completedFuture(failures);
        for (String id : ids) {
            OptionalLong key = TaskId.parse(id);
            if (key.isEmpty()) {
                failures.put(id, EngineError.noSuchTask(id).text());
                continue;
            }
            all = all.thenCombine(
                    Insistence.send(commands, Retries.command(key.getAsLong(), retries), calls.apply(id)),
                    (sofar, outcome) -> {
                        EngineError error = CommandAnswers.error(outcome, id);
                        if (error != null) {
                            sofar.put(id, error.text());
                        }
                        return sofar;
                    });
        }
        return all;
    }
}
