package dev.reprise.gateway.camunda7;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reprise.command.CreateJob;
import dev.reprise.common.JobState;
import dev.reprise.common.Variable;
import dev.reprise.gateway.commands.Call;
import dev.reprise.gateway.commands.CommandGateway;
import dev.reprise.query.FoundJob;
import dev.reprise.query.JobPart;
import dev.reprise.query.JobQueries;
import dev.reprise.query.ReadAfter;
import dev.reprise.query.access.Principal;
import dev.reprise.query.access.Tenants;
import dev.reprise.query.access.Visible;
import dev.reprise.schemas.JobKeyMinter;
import dev.reprise.schemas.JobKeys;
import dev.reprise.state.Job;
import io.javalin.http.Context;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Batches that set retries. A batch is a job itself, of a type of its own: durable, handed to whichever gateway is free, and handed
 * to another if that dies. What became of each id is a variable of it, and can be read until the job is purged.
 */
final class RetriesBatch {
    /** Job type of batches; not to be used by workers. */
    static final String TYPE = "reprise.camunda7.set-external-task-retries";

    static final String IDS = "ids";
    static final String RETRIES = "retries";
    /** What was wrong with an id, by id; done without a word means done. */
    static final String FAILURES = "failures";
    /** How many ids are done, well or not. */
    static final String DONE = "done";

    /** Tenants whose tasks the batch may touch; absent for all. */
    static final String TENANTS = "tenants";
    /** The tenant of batches, which no caller has but those who have all: nobody else can read them, take them or make their like. */
    static final String TENANT = "<reprise>";

    private final CommandGateway commands;
    private final Visible<JobQueries> jobs;
    private final JobKeyMinter minter;
    private final InstantSource clock;

    RetriesBatch(CommandGateway commands, Visible<JobQueries> jobs, JobKeyMinter minter, InstantSource clock) {
        this.commands = commands;
        this.jobs = jobs;
        this.minter = minter;
        this.clock = clock;
    }

    /** A new batch for tasks of these tenants, durable. */
    CompletableFuture<ObjectNode> create(Set<String> ids, int retries, Tenants tenants) {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        ids.forEach(all::add);
        Map<String, Variable> variables =
                new HashMap<>(Map.of(IDS, json(all.toString()), RETRIES, json(Integer.toString(retries))));
        tenants.narrowed().ifPresent(names -> {
            ArrayNode theirs = JsonNodeFactory.instance.arrayNode();
            names.forEach(theirs::add);
            variables.put(TENANTS, json(theirs.toString()));
        });
        long key = minter.next();
        CreateJob command = CreateJob.newBuilder()
                .setJobKey(key)
                .setType(TYPE)
                .setTenantId(TENANT)
                .setVariables(variables)
                .build();
        return commands.send(command, Call.anew()).thenApply(outcome -> {
            EngineError error = CommandAnswers.error(outcome, JobKeys.text(key));
            if (error != null) {
                throw error;
            }
            return shape(JobKeys.text(key), ids.size(), Dates.text(clock.millis()), null, null, false);
        });
    }

    static Variable json(String text) {
        return new Variable(text, null, null);
    }

    /**
     * A batch with the outcome of each id.
     *
     * @param historic in the shape that the vendor's history has
     */
    CompletableFuture<ObjectNode> read(Context ctx, boolean historic) {
        String id = ctx.pathParam("id");
        Tenants reader = Principal.of(ctx).tenants();
        OptionalLong key = TaskId.parse(id);
        if (key.isEmpty()) {
            throw unknown(id, historic);
        }
        return jobs.within(Tenants.ALL)
                .job(key.getAsLong(), Set.of(JobPart.PAYLOAD), ReadAfter.NOTHING)
                .thenApply(found -> {
                    FoundJob batch = found.filter(job -> job.job().getType().equals(TYPE))
                            .filter(job -> mayRead(reader, job))
                            .orElseThrow(() -> unknown(id, historic));
                    return json(batch, historic);
                });
    }

    /** Who has every tenant of it. */
    private static boolean mayRead(Tenants reader, FoundJob batch) {
        return reader.all()
                || tenants(
                                batch.job().getTenantId(),
                                batch.payload() == null
                                        ? Map.of()
                                        : batch.payload().getVariables())
                        .narrowed()
                        .filter(reader::include)
                        .isPresent();
    }

    /**
     * Whose tasks a batch may touch. One that lies in another tenant is none that was made here (or one of a release that had no
     * tenant for them): it may touch those of its own.
     */
    static Tenants tenants(String tenantId, Map<String, Variable> variables) {
        if (!tenantId.equals(TENANT)) {
            return Tenants.of(List.of(tenantId));
        }
        JsonNode names = parsed(variables, TENANTS);
        List<String> all = new ArrayList<>();
        names.forEach(name -> all.add(name.asText()));
        return names.isMissingNode() ? Tenants.ALL : Tenants.of(all);
    }

    private static EngineError unknown(String id, boolean historic) {
        return EngineError.of(
                404,
                "InvalidRequestException",
                (historic ? "Historic batch" : "Batch") + " with id '" + id + "' does not exist",
                null);
    }

    private static ObjectNode json(FoundJob found, boolean historic) {
        Job job = found.job();
        Map<String, Variable> variables =
                found.payload() == null ? Map.of() : found.payload().getVariables();
        JsonNode ids = parsed(variables, IDS);
        JsonNode failures = parsed(variables, FAILURES);
        int done = parsed(variables, DONE).asInt(0);
        boolean ended = job.getState() == JobState.COMPLETED;
        ObjectNode json = shape(
                JobKeys.text(job.getJobKey()),
                ids.size(),
                Dates.text(job.getCreatedAt()),
                ended ? Dates.text(job.getSince()) : null,
                job.getAttempt() == 0 ? null : Dates.text(job.getCreatedAt()),
                historic);
        json.put("state", ended ? "COMPLETED" : done > 0 || job.getAttempt() > 0 ? "RUNNING" : "CREATED");
        json.put("succeeded", done - failures.size());
        json.put("failed", failures.size());
        json.put("remaining", ids.size() - done);
        json.set("failures", failures.isObject() ? failures : JsonNodeFactory.instance.objectNode());
        return json;
    }

    private static JsonNode parsed(Map<String, Variable> variables, String name) {
        Variable variable = variables.get(name);
        return variable == null ? JsonNodeFactory.instance.missingNode() : ValueJson.parsed(variable.getValue());
    }

    private static ObjectNode shape(
            String id,
            int total,
            @Nullable String start,
            @Nullable String end,
            @Nullable String executionStart,
            boolean historic) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("id", id)
                .put("type", "set-external-task-retries")
                .put("totalJobs", total);
        if (!historic) {
            json.put("jobsCreated", executionStart == null ? 0 : total);
        }
        json.put("batchJobsPerSeed", 100)
                .put("invocationsPerBatchJob", 1)
                .put("seedJobDefinitionId", id)
                .put("monitorJobDefinitionId", id)
                .put("batchJobDefinitionId", id);
        if (!historic) {
            json.put("suspended", false);
        }
        json.putNull("tenantId").putNull("createUserId").put("startTime", start);
        if (historic) {
            json.put("endTime", end).putNull("removalTime");
        }
        return json.put("executionStartTime", executionStart);
    }
}
