package dev.reprise.gateway.camunda7;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reprise.common.IncidentResolution;
import dev.reprise.event.JobFailed;
import dev.reprise.gateway.http.Later;
import dev.reprise.query.EventQueries;
import dev.reprise.query.FoundEvent;
import dev.reprise.query.FoundIncident;
import dev.reprise.query.IncidentFilter;
import dev.reprise.query.IncidentQueries;
import dev.reprise.query.JobFilter;
import dev.reprise.query.JobQueries;
import dev.reprise.query.JobSearch;
import dev.reprise.query.Matches;
import dev.reprise.query.ReadAfter;
import dev.reprise.query.Selection;
import dev.reprise.query.access.Visible;
import dev.reprise.state.Job;
import io.javalin.http.Context;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What happened to tasks, for as long as there are their jobs: the external task log with error details, and closed incidents. */
final class HistoryRoutes {
    private static final int MOST_ROWS = 100_000;

    private final Visible<EventQueries> events;
    private final Visible<IncidentQueries> incidents;
    private final Visible<JobQueries> jobs;

    HistoryRoutes(Visible<EventQueries> events, Visible<IncidentQueries> incidents, Visible<JobQueries> jobs) {
        this.events = events;
        this.incidents = incidents;
        this.jobs = jobs;
    }

    void listByParameters(Context ctx) {
        list(ctx, HistoryQuery.of(QueryFields.ofParameters(ctx)));
    }

    void listByBody(Context ctx) {
        list(ctx, HistoryQuery.of(QueryFields.of(RequestBody.of(ctx))));
    }

    void countByParameters(Context ctx) {
        count(ctx, HistoryQuery.of(QueryFields.ofParameters(ctx)));
    }

    void countByBody(Context ctx) {
        count(ctx, HistoryQuery.of(QueryFields.of(RequestBody.of(ctx))));
    }

    private void list(Context ctx, HistoryQuery query) {
        Selection<FoundEvent> window = Selection.first(
                        Math.min(MOST_ROWS, QueryFields.most(ctx)), query::matches, query.order())
                .from(QueryFields.first(ctx));
        Later.answer(
                ctx,
                events.to(ctx).search(query.filter(), window, ReadAfter.NOTHING).thenCompose(found -> rows(ctx, found)),
                rows -> JsonAnswers.write(ctx, rows));
    }

    private CompletableFuture<ArrayNode> rows(Context ctx, Matches<FoundEvent> matches) {
        List<FoundEvent> found = matches.orTooMuch().found();
        Set<Long> keys = found.stream().map(FoundEvent::jobKey).collect(Collectors.toSet());
        JobSearch theirJobs = JobSearch.of(
                JobFilter.ALL.withKeys(keys),
                Selection.first(
                        keys.size(),
                        job -> true,
                        Comparator.comparingLong(job -> job.job().getJobKey())));
        return jobs.to(ctx).search(theirJobs, ReadAfter.NOTHING).thenApply(ended -> {
            Map<Long, Long> removals = new HashMap<>();
            ended.orTooMuch().found().forEach(job -> removals.put(job.job().getJobKey(), removal(job.job())));
            ArrayNode rows = JsonNodeFactory.instance.arrayNode();
            found.forEach(event -> rows.add(LogRow.json(event, removals.getOrDefault(event.jobKey(), 0L))));
            return rows;
        });
    }

    private static long removal(Job job) {
        return TaskId.isTask(job.getState()) ? 0 : job.getDueAt();
    }

    private void count(Context ctx, HistoryQuery query) {
        Later.answer(
                ctx,
                events.to(ctx).search(query.filter(), Selection.count(query::matches), ReadAfter.NOTHING),
                matches -> JsonAnswers.count(ctx, matches.orTooMuch().total()));
    }

    void one(Context ctx) {
        String id = ctx.pathParam("id");
        Later.answer(
                ctx,
                event(ctx, id).thenCompose(found -> {
                    FoundEvent event = found.orElseThrow(() -> EngineError.of(
                            404,
                            "InvalidRequestException",
                            "Historic external task log with id " + id + " does not exist",
                            null));
                    return rows(ctx, new Matches<>(List.of(event), 1, true));
                }),
                rows -> JsonAnswers.write(ctx, rows.get(0)));
    }

    void errorDetails(Context ctx) {
        String id = ctx.pathParam("id");
        Later.answer(ctx, event(ctx, id), found -> {
            FoundEvent event = found.orElseThrow(() -> EngineError.of(
                    404,
                    "InvalidRequestException",
                    "No historic external task log found with id " + id + ": historicExternalTaskLog is null",
                    null));
            String details = event.event() instanceof JobFailed failed ? failed.getErrorDetails() : null;
            if (details == null) {
                JsonAnswers.nothing(ctx);
            } else {
                JsonAnswers.text(ctx, details);
            }
        });
    }

    /** The event that a row's id means, if it is a row. */
    private CompletableFuture<Optional<FoundEvent>> event(Context ctx, String id) {
        int dash = id.indexOf('-');
        OptionalLong key = dash < 1 ? OptionalLong.empty() : TaskId.parse(id.substring(0, dash));
        String number = id.substring(dash + 1);
        if (key.isEmpty() || !number.matches("[1-9][0-9]{0,17}")) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        Predicate<FoundEvent> isRow = HistoryQuery.everything()::matches;
        return events.to(ctx)
                .event(key.getAsLong(), Long.parseLong(number), ReadAfter.NOTHING)
                .thenApply(found -> found.filter(event -> HistoryQuery.isLogged(event.event()))
                        .filter(isRow));
    }

    void incidents(Context ctx) {
        Selection<FoundIncident> window = Selection.first(
                        Math.min(MOST_ROWS, QueryFields.most(ctx)), condition(ctx), order(ctx))
                .from(QueryFields.first(ctx));
        Later.answer(ctx, incidents.to(ctx).search(filter(ctx), window, ReadAfter.NOTHING), matches -> {
            ArrayNode rows = JsonNodeFactory.instance.arrayNode();
            matches.orTooMuch().found().forEach(incident -> rows.add(json(incident)));
            JsonAnswers.write(ctx, rows);
        });
    }

    void countIncidents(Context ctx) {
        Later.answer(
                ctx,
                incidents.to(ctx).search(filter(ctx), Selection.count(condition(ctx)), ReadAfter.NOTHING),
                matches -> JsonAnswers.count(ctx, matches.orTooMuch().total()));
    }

    private static java.util.Comparator<FoundIncident> order(Context ctx) {
        return IncidentQuery.of(QueryFields.ofParameters(ctx)).order();
    }

    private static Predicate<FoundIncident> condition(Context ctx) {
        QueryFields fields = QueryFields.ofParameters(ctx);
        IncidentQuery query = IncidentQuery.of(fields);
        boolean resolved = fields.isTrue("resolved");
        boolean deleted = fields.isTrue("deleted");
        return incident -> query.matches(incident)
                && (!resolved || !incident.isOpen() && !isDeleted(incident))
                && (!deleted || isDeleted(incident));
    }

    private static IncidentFilter filter(Context ctx) {
        QueryFields fields = QueryFields.ofParameters(ctx);
        IncidentFilter filter = fields.isTrue("open") ? IncidentFilter.ALL.withOpen(true) : IncidentFilter.ALL;
        return filter.withKeys(IncidentQuery.of(fields).keys());
    }

    /** Its task was deleted; all else that closes an incident resolves it. */
    private static boolean isDeleted(FoundIncident incident) {
        FoundIncident.Closed closed = incident.closed();
        return closed != null && closed.how() == IncidentResolution.JOB_CANCELED;
    }

    /** The schema HistoricIncidentDto; the failure that led to it is in the log. */
    private static ObjectNode json(FoundIncident incident) {
        ObjectNode open = IncidentRoutes.json(incident);
        FoundIncident.Closed closed = incident.closed();
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.set("id", open.get("id"));
        json.put(
                "processDefinitionKey",
                ProcessOfTask.of(incident.process(), incident.jobType()).definitionKey());
        json.set("processDefinitionId", open.get("processDefinitionId"));
        json.set("processInstanceId", open.get("processInstanceId"));
        json.set("executionId", open.get("executionId"));
        json.set("rootProcessInstanceId", open.get("processInstanceId"));
        json.set("createTime", open.get("incidentTimestamp"));
        json.put("endTime", closed == null ? null : Dates.text(closed.at()));
        json.putNull("removalTime");
        for (String name : List.of(
                "incidentType",
                "activityId",
                "failedActivityId",
                "causeIncidentId",
                "rootCauseIncidentId",
                "configuration")) {
            json.set(name, open.get(name));
        }
        json.putNull("historyConfiguration");
        for (String name : List.of("incidentMessage", "tenantId", "jobDefinitionId")) {
            json.set(name, open.get(name));
        }
        json.put("open", closed == null)
                .put("deleted", isDeleted(incident))
                .put("resolved", closed != null && !isDeleted(incident));
        json.set("annotation", open.get("annotation"));
        return json;
    }
}
