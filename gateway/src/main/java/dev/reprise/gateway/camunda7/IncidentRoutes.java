package dev.reprise.gateway.camunda7;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reprise.command.AnnotateIncident;
import dev.reprise.gateway.commands.CommandGateway;
import dev.reprise.gateway.commands.Outcome;
import dev.reprise.gateway.http.CallHeaders;
import dev.reprise.gateway.http.Later;
import dev.reprise.query.FoundIncident;
import dev.reprise.query.FoundJob;
import dev.reprise.query.IncidentQueries;
import dev.reprise.query.JobQueries;
import dev.reprise.query.access.Visible;
import dev.reprise.schemas.JobKeys;
import dev.reprise.state.Job;
import io.javalin.http.Context;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Open incidents. A task has one at most, and so it goes by the task's id. */
final class IncidentRoutes {
    static final String TYPE = "failedExternalTask";

    private final Visible<IncidentQueries> incidents;
    private final Visible<JobQueries> jobs;
    private final CommandGateway commands;

    IncidentRoutes(Visible<IncidentQueries> incidents, Visible<JobQueries> jobs, CommandGateway commands) {
        this.incidents = incidents;
        this.jobs = jobs;
        this.commands = commands;
    }

    void list(Context ctx) {
        IncidentQuery query = IncidentQuery.of(QueryFields.ofParameters(ctx));
        Later.answer(ctx, query.open(incidents.to(ctx), QueryFields.first(ctx), QueryFields.most(ctx)), matches -> {
            ArrayNode rows = JsonNodeFactory.instance.arrayNode();
            matches.found().forEach(incident -> rows.add(json(incident)));
            JsonAnswers.write(ctx, rows);
        });
    }

    void count(Context ctx) {
        IncidentQuery query = IncidentQuery.of(QueryFields.ofParameters(ctx));
        Later.answer(ctx, query.open(incidents.to(ctx), 0, 0), matches -> JsonAnswers.count(ctx, matches.total()));
    }

    void one(Context ctx) {
        String id = ctx.pathParam("id");
        Later.answer(ctx, open(ctx, id), found -> {
            Job job = found.orElseThrow(
                    () -> EngineError.of(404, "InvalidRequestException", "No matching incident with id " + id, null));
            JsonAnswers.write(ctx, json(FoundIncident.open(job, job.getIncident())));
        });
    }

    /** An incident of a task ends when its retries are raised, and in no other way. */
    void resolve(Context ctx) {
        String id = ctx.pathParam("id");
        Later.answer(ctx, open(ctx, id), found -> {
            if (found.isEmpty()) {
                throw EngineError.of(
                        404,
                        "InvalidRequestException",
                        "Cannot find an incident with id '" + id + "': incident is null",
                        null);
            }
            throw EngineError.invalid("Cannot resolve an incident of type " + TYPE);
        });
    }

    void annotate(Context ctx) {
        annotate(ctx, RequestBody.of(ctx).text("annotation"));
    }

    void clearAnnotation(Context ctx) {
        annotate(ctx, null);
    }

    private void annotate(Context ctx, @Nullable String annotation) {
        OptionalLong key = TaskId.parse(ctx.pathParam("id"));
        if (key.isEmpty()) {
            throw noIncident();
        }
        AnnotateIncident command = AnnotateIncident.newBuilder()
                .setJobKey(key.getAsLong())
                .setAnnotation(annotation)
                .build();
        Later.answer(ctx, commands.send(command, CallHeaders.call(ctx)), outcome -> {
            if (outcome instanceof Outcome.Rejected rejected) {
                throw switch (rejected.answer().getType()) {
                    case INVALID_ARGUMENT ->
                        EngineError.invalid(rejected.answer().getReason());
                    default -> noIncident();
                };
            }
            EngineError error = CommandAnswers.error(outcome, ctx.pathParam("id"));
            if (error != null) {
                throw error;
            }
            JsonAnswers.nothing(ctx);
        });
    }

    private static EngineError noIncident() {
        return EngineError.of(400, "BadUserRequestException", "incident is null", 0);
    }

    private CompletableFuture<Optional<Job>> open(Context ctx, String id) {
        OptionalLong key = TaskId.parse(id);
        return key.isEmpty()
                ? CompletableFuture.completedFuture(Optional.empty())
                : jobs.to(ctx)
                        .job(key.getAsLong())
                        .thenApply(found -> found.map(FoundJob::job).filter(job -> job.getIncident() != null));
    }

    /** The schema IncidentDto. */
    static ObjectNode json(FoundIncident incident) {
        ProcessOfTask process = ProcessOfTask.of(incident.process(), incident.jobType());
        String id = JobKeys.text(incident.jobKey());
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", id)
                .put("processDefinitionId", process.definitionId())
                .put("processInstanceId", id)
                .put("executionId", id)
                .put("incidentTimestamp", Dates.text(incident.createdAt()))
                .put("incidentType", TYPE)
                .put("activityId", process.activityId())
                .putNull("failedActivityId")
                .put("causeIncidentId", id)
                .put("rootCauseIncidentId", id)
                .put("configuration", id)
                .put("incidentMessage", IncidentQuery.message(incident))
                .put("tenantId", TaskJson.tenant(incident.tenantId()))
                .putNull("jobDefinitionId")
                .put("annotation", incident.annotation());
    }
}
