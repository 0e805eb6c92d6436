package dev.reprise.gateway.camunda7;

import dev.reprise.schemas.JobKeys;
import dev.reprise.state.Job;
import io.javalin.http.Context;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The tasks that a bulk request is about: ids given, tasks of process instances, and what a query finds, all together. */
final class ChosenTasks {
    private final TaskReads tasks;

    ChosenTasks(TaskReads tasks) {
        this.tasks = tasks;
    }

    /** Their ids, at least one. */
    CompletableFuture<Set<String>> ids(Context ctx, RequestBody body) {
        for (String unknown : List.of("processInstanceQuery", "historicProcessInstanceQuery")) {
            if (body.object(unknown) != null) {
                throw EngineError.invalid(
                        "There is no " + unknown + " here: each task is a process instance of its own."
                                + " Use processInstanceIds or externalTaskQuery.");
            }
        }
        Set<String> ids = new LinkedHashSet<>();
        add(ids, body.texts("externalTaskIds"));
        add(ids, body.texts("processInstanceIds"));
        RequestBody query = body.object("externalTaskQuery");
        CompletableFuture<List<Job>> found =
                query == null ? CompletableFuture.completedFuture(List.of()) : tasks.find(ctx, tasks.byBody(query));
        return found.thenApply(jobs -> {
            jobs.forEach(job -> ids.add(JobKeys.text(job.getJobKey())));
            if (ids.isEmpty()) {
                throw EngineError.invalid("externalTaskIds is empty");
            }
            return ids;
        });
    }

    private static void add(Set<String> ids, @Nullable List<@Nullable String> given) {
        if (given == null) {
            return;
        }
        for (String id : given) {
            if (id == null) {
                throw EngineError.invalid("External task id cannot be null: externalTaskIds contains null value");
            }
            ids.add(id);
        }
    }
}
