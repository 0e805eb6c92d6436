package dev.reprise.gateway.camunda7;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.reprise.gateway.http.Later;
import dev.reprise.query.FoundJob;
import dev.reprise.query.JobPart;
import dev.reprise.query.JobQueries;
import dev.reprise.query.ReadAfter;
import dev.reprise.query.access.Visible;
import dev.reprise.query.http.Accept;
import dev.reprise.query.http.Problem;
import dev.reprise.query.http.ProblemTypes;
import dev.reprise.state.Job;
import io.javalin.http.Context;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Reading external tasks. */
final class TaskReads {
    private final Visible<JobQueries> jobs;
    private final InstantSource clock;

    TaskReads(Visible<JobQueries> jobs, InstantSource clock) {
        this.jobs = jobs;
        this.clock = clock;
    }

    void one(Context ctx) {
        String id = ctx.pathParam("id");
        Later.answer(ctx, task(ctx, id, Set.of()), found -> {
            Job job = found.orElseThrow(() -> EngineError.of(
                            404, "RestException", "External task with id " + id + " does not exist", null))
                    .job();
            JsonAnswers.write(ctx, TaskJson.task(job));
        });
    }

    void errorDetails(Context ctx) {
        String id = ctx.pathParam("id");
        if (Accept.quality(ctx.header("Accept"), "text/plain") == 0) {
            throw Problem.of(ProblemTypes.NOT_ACCEPTABLE, "The details are text/plain")
                    .asException();
        }
        Later.answer(ctx, task(ctx, id, Set.of(JobPart.ERROR_DETAILS)), found -> {
            if (found.isEmpty()) {
                throw EngineError.mistake(
                        "NullValueException", "No external task found with id " + id + ": externalTask is null", 0);
            }
            String details = found.get().errorDetails();
            if (details == null) {
                JsonAnswers.nothing(ctx);
            } else {
                JsonAnswers.text(ctx, details);
            }
        });
    }

    /** The job of a task that is still there. */
    CompletableFuture<Optional<FoundJob>> task(Context ctx, String id, Set<JobPart> parts) {
        OptionalLong key = TaskId.parse(id);
        return key.isEmpty()
                ? CompletableFuture.completedFuture(Optional.empty())
                : jobs.to(ctx)
                        .job(key.getAsLong(), parts, ReadAfter.NOTHING)
                        .thenApply(found ->
                                found.filter(job -> TaskId.isTask(job.job().getState())));
    }

    void listByParameters(Context ctx) {
        list(ctx, byParameters(ctx));
    }

    void listByBody(Context ctx) {
        list(ctx, byBody(RequestBody.of(ctx)));
    }

    void countByParameters(Context ctx) {
        count(ctx, byParameters(ctx));
    }

    void countByBody(Context ctx) {
        count(ctx, byBody(RequestBody.of(ctx)));
    }

    private TaskQuery byParameters(Context ctx) {
        String conditions = ctx.queryParam("processVariables");
        return TaskQuery.of(
                QueryFields.ofParameters(ctx),
                conditions == null ? null : VariableCondition.ofParameter(conditions),
                clock.millis());
    }

    TaskQuery byBody(RequestBody body) {
        @Nullable JsonNode conditions = body.node("processVariables");
        return TaskQuery.of(QueryFields.of(body), conditions, clock.millis());
    }

    private void list(Context ctx, TaskQuery query) {
        Later.answer(ctx, AllJobs.list(jobs.to(ctx), query, QueryFields.first(ctx), QueryFields.most(ctx)), found -> {
            ArrayNode rows = JsonNodeFactory.instance.arrayNode();
            found.forEach(job -> rows.add(TaskJson.task(job)));
            JsonAnswers.write(ctx, rows);
        });
    }

    private void count(Context ctx, TaskQuery query) {
        Later.answer(ctx, AllJobs.count(jobs.to(ctx), query), count -> JsonAnswers.count(ctx, count));
    }

    /** All that a query means. */
    CompletableFuture<List<Job>> find(Context ctx, TaskQuery query) {
        return AllJobs.list(jobs.to(ctx), query, 0, AllJobs.MOST);
    }

    void topicNames(Context ctx) {
        QueryFields fields = QueryFields.ofParameters(ctx);
        boolean locked = fields.isTrue("withLockedTasks");
        boolean unlocked = fields.isTrue("withUnlockedTasks");
        boolean retriesLeft = fields.isTrue("withRetriesLeft");
        long now = clock.millis();
        Set<String> names = new TreeSet<>();
        Predicate<Job> visitor = job -> !job.getType().equals(RetriesBatch.TYPE)
                && (!locked || TaskJson.lockExpiration(job) > now)
                && (!unlocked || TaskJson.lockExpiration(job) <= now)
                && (!retriesLeft || !Integer.valueOf(0).equals(TaskJson.retries(job)))
                && names.add(job.getType());
        Later.answer(ctx, AllJobs.visit(jobs.to(ctx), TaskQuery.TASKS, visitor), visited -> {
            ArrayNode json = JsonNodeFactory.instance.arrayNode();
            names.forEach(json::add);
            JsonAnswers.write(ctx, json);
        });
    }
}
