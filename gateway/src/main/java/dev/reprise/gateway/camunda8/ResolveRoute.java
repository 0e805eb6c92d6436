package dev.reprise.gateway.camunda8;

import dev.reprise.command.ResolveIncident;
import dev.reprise.query.access.Needs;
import dev.reprise.query.http.Routes;
import dev.reprise.reply.CommandRejected;
import io.javalin.http.Context;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** Resolving incidents. The key of an incident is that of its job, which has at most one that is open. */
final class ResolveRoute {
    static final String INCIDENT_KEY = "incidentKey";

    private final JobCommands commands;

    ResolveRoute(JobCommands commands) {
        this.commands = commands;
    }

    void register(Routes routes) {
        routes.needing(Needs.OPERATE)
                .post("/v2/incidents/{incidentKey}/resolution", "Camunda 8: resolve an incident.", this::resolve);
    }

    private void resolve(Context ctx) {
        long key = Key.inPath(ctx, INCIDENT_KEY);
        RequestBody.optional(ctx, Set.of("operationReference")).binding().int64("operationReference");
        if (key < 1) {
            throw noSuchIncident(key).asException();
        }
        commands.send(
                ctx,
                key,
                ResolveIncident.newBuilder().setJobKey(key).build(),
                rejected -> CompletableFuture.completedFuture(problem(key, rejected)));
    }

    private static RestProblem problem(long key, CommandRejected rejected) {
        return switch (rejected.getType()) {
            case NOT_FOUND -> noSuchIncident(key);
            case INVALID_STATE, NOT_OWNER, ALREADY_EXISTS ->
                RestProblem.rejectedState(
                        Intent.RESOLVE,
                        "Expected to resolve incident with key '%d', but job with key '%d' has no retries left. Please update the job retries and retry resolving the incident"
                                .formatted(key, key));
            case INVALID_ARGUMENT -> RestProblem.rejectedArgument(Intent.RESOLVE, rejected.getReason());
            case UNSPECIFIED -> new RestProblem(500, "UNKNOWN", rejected.getReason());
        };
    }

    private static RestProblem noSuchIncident(long key) {
        return RestProblem.rejectedUnknown(
                Intent.RESOLVE,
                "Expected to resolve incident with key '%d', but no such incident was found".formatted(key));
    }
}
