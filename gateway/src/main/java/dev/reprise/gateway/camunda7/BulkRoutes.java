package dev.reprise.gateway.camunda7;

import dev.reprise.gateway.commands.Call;
import dev.reprise.gateway.http.Later;
import dev.reprise.query.access.Principal;
import dev.reprise.query.access.Tenants;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Retries of many tasks at once. Everything that can be known to be wrong is found before the first is changed; there is no
 * transaction over all of them, so if one is lost in between, the answer says which, and the rest is done.
 */
final class BulkRoutes {
    private final ChosenTasks chosen;
    private final TaskReads tasks;
    private final SetRetries setRetries;
    private final RetriesBatch batches;

    BulkRoutes(TaskReads tasks, SetRetries setRetries, RetriesBatch batches) {
        this.chosen = new ChosenTasks(tasks);
        this.tasks = tasks;
        this.setRetries = setRetries;
        this.batches = batches;
    }

    /** {@code PUT /external-task/retries}. */
    void atOnce(Context ctx) {
        RequestBody body = RequestBody.of(ctx);
        int retries = Retries.of(body);
        Tenants tenants = Principal.of(ctx).tenants();
        CompletableFuture<Map<String, String>> failures = chosen.ids(ctx, body).thenCompose(ids -> {
            if (retries < 0) {
                throw EngineError.invalid(Retries.NEGATIVE);
            }
            return allThere(ctx, ids)
                    .thenCompose(there ->
                            setRetries.of(ids, retries, id -> Call.anew().within(tenants)));
        });
        Later.answer(ctx, Failures.unwrapped(failures), failed -> {
            if (!failed.isEmpty()) {
                throw EngineError.of(500, "RestException", "Could not set the retries of " + failed, null);
            }
            JsonAnswers.nothing(ctx);
        });
    }

    private CompletableFuture<List<String>> allThere(Context ctx, Set<String> ids) {
        CompletableFuture<List<String>> all = CompletableFuture.completedFuture(new ArrayList<>());
        for (String id : ids) {
            all = all.thenCombine(tasks.task(ctx, id, Set.of()), (there, found) -> {
                if (found.isEmpty()) {
                    throw EngineError.of(
                            404,
                            "InvalidRequestException",
                            "Cannot find external task with id " + id + ": externalTask is null",
                            null);
                }
                there.add(id);
                return there;
            });
        }
        return all;
    }

    /** {@code POST /external-task/retries-async}. Nothing is looked at before the batch runs; it tells of each id. */
    void later(Context ctx) {
        RequestBody body = RequestBody.of(ctx);
        int retries = Retries.of(body);
        Tenants tenants = Principal.of(ctx).tenants();
        Later.answer(
                ctx,
                Failures.unwrapped(chosen.ids(ctx, body).thenCompose(ids -> batches.create(ids, retries, tenants))),
                json -> JsonAnswers.write(ctx, json));
    }

    void batch(Context ctx) {
        Later.answer(ctx, batches.read(ctx, false), json -> JsonAnswers.write(ctx, json));
    }

    void historicBatch(Context ctx) {
        Later.answer(ctx, batches.read(ctx, true), json -> JsonAnswers.write(ctx, json));
    }
}
