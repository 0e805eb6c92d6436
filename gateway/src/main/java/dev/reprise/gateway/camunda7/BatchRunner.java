package dev.reprise.gateway.camunda7;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reprise.command.CompleteJob;
import dev.reprise.command.SetJobVariables;
import dev.reprise.command.UpdateJob;
import dev.reprise.common.Variable;
import dev.reprise.gateway.Gateway;
import dev.reprise.gateway.activation.Activation;
import dev.reprise.gateway.activation.Caller;
import dev.reprise.gateway.activation.Poll;
import dev.reprise.gateway.activation.Wanted;
import dev.reprise.gateway.commands.Call;
import dev.reprise.gateway.commands.Insistence;
import dev.reprise.gateway.commands.Outcome;
import dev.reprise.query.access.Tenants;
import dev.reprise.reply.ActivatedJob;
import dev.reprise.schemas.JobKeys;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out batches, one at a time on each gateway, as any worker would: it holds a lease, notes how far it has come, and if it dies
 * another one goes on from there. Commands carry ids that follow from batch and task, so what is done twice happens once.
 */
final class BatchRunner implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BatchRunner.class);
    private static final Duration LEASE = Duration.ofSeconds(60);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long PAUSE_MS = 1000;
    private static final int SLICE = 1000;

    private final Gateway gateway;
    private final SetRetries setRetries;
    private final Poll poll = new Poll(
            "reprise-batches-" + UUID.randomUUID(),
            1,
            List.of(new Wanted(
                    RetriesBatch.TYPE, LEASE, List.of(RetriesBatch.TENANT, TaskJson.DEFAULT_TENANT), null, false)),
            PATIENCE,
            null);
    private volatile boolean closed;

    BatchRunner(Gateway gateway, SetRetries setRetries) {
        this.gateway = gateway;
        this.setRetries = setRetries;
    }

    /** Begins to look for batches; never stops by itself. */
    void start() {
        next(0);
    }

    private void next(long pauseMs) {
        if (closed) {
            return;
        }
        var unused = CompletableFuture.runAsync(
                () -> {
                    if (!closed) {
                        var unusedPoll = gateway.activations()
                                .poll(poll, Caller.patient())
                                .whenCompleteAsync(this::took);
                    }
                },
                CompletableFuture.delayedExecutor(pauseMs, TimeUnit.MILLISECONDS));
    }

    private void took(@Nullable Activation activation, @Nullable Throwable fault) {
        if (!(activation instanceof Activation.Jobs batch)) {
            next(PAUSE_MS);
        } else if (batch.jobs().isEmpty()) {
            next(0);
        } else {
            var unused = run(batch.jobs().get(0)).whenComplete((done, why) -> {
                if (why != null) {
                    LOG.warn("A batch is left for later, when its lease has run out", why);
                }
                next(0);
            });
        }
    }

    private CompletableFuture<Void> run(ActivatedJob batch) {
        try {
            Set<String> ids = new LinkedHashSet<>();
            parsed(batch, RetriesBatch.IDS).forEach(id -> ids.add(id.asText()));
            int retries = parsed(batch, RetriesBatch.RETRIES).asInt();
            Map<String, String> failures = new LinkedHashMap<>();
            parsed(batch, RetriesBatch.FAILURES)
                    .properties()
                    .forEach(entry ->
                            failures.put(entry.getKey(), entry.getValue().asText()));
            List<String> all = List.copyOf(ids);
            return from(parsed(batch, RetriesBatch.DONE).asInt(0), all, retries, failures, batch)
                    .thenCompose(done -> send(
                            batch,
                            CompleteJob.newBuilder()
                                    .setJobKey(batch.getJobKey())
                                    .setLeaseToken(batch.getLeaseToken())
                                    .build(),
                            "end"));
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private CompletableFuture<Void> from(
            int done, List<String> ids, int retries, Map<String, String> failures, ActivatedJob batch) {
        if (done >= ids.size()) {
            return CompletableFuture.completedFuture(null);
        }
        int to = Math.min(ids.size(), done + SLICE);
        String batchId = JobKeys.text(batch.getJobKey());
        Tenants tenants = RetriesBatch.tenants(batch.getTenantId(), batch.getVariables());
        return setRetries
                .of(
                        new LinkedHashSet<>(ids.subList(done, to)),
                        retries,
                        id -> Call.of("batch-" + batchId + "-" + id).within(tenants))
                .thenCompose(failed -> {
                    failures.putAll(failed);
                    return send(batch, progress(batch, to, failures), "done-" + to);
                })
                .thenCompose(noted -> send(
                        batch,
                        UpdateJob.newBuilder()
                                .setJobKey(batch.getJobKey())
                                .setLeaseToken(batch.getLeaseToken())
                                .setTimeout(LEASE.toMillis())
                                .build(),
                        "hold-" + to))
                .thenCompose(held -> from(to, ids, retries, failures, batch));
    }

    private static SetJobVariables progress(ActivatedJob batch, int done, Map<String, String> failures) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        failures.forEach(json::put);
        return SetJobVariables.newBuilder()
                .setJobKey(batch.getJobKey())
                .setVariables(Map.of(
                        RetriesBatch.DONE,
                        RetriesBatch.json(Integer.toString(done)),
                        RetriesBatch.FAILURES,
                        RetriesBatch.json(json.toString())))
                .build();
    }

    /** Fails if the command was not carried out: then another gateway has the batch, or none can be reached. */
    private CompletableFuture<Void> send(ActivatedJob batch, SpecificRecord command, String step) {
        String id = "batch-" + JobKeys.text(batch.getJobKey()) + "-" + step + "-" + batch.getAttempt();
        return Insistence.send(gateway.commands(), command, Call.of(id)).thenAccept(outcome -> {
            if (!(outcome instanceof Outcome.Accepted)) {
                throw new IllegalStateException(
                        "Expected step '%s' to be carried out, but %s".formatted(step, outcome));
            }
        });
    }

    private static JsonNode parsed(ActivatedJob batch, String name) {
        Variable variable = batch.getVariables().get(name);
        return variable == null ? JsonNodeFactory.instance.missingNode() : ValueJson.parsed(variable.getValue());
    }

    @Override
    public void close() {
        closed = true;
    }
}
