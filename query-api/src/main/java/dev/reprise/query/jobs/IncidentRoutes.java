package dev.reprise.query.jobs;

import static dev.reprise.query.ReadParameters.AFTER;
import static dev.reprise.query.ReadParameters.CONSISTENCY;
import static dev.reprise.query.ReadParameters.LIMIT;
import static dev.reprise.query.ReadParameters.WAIT;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reprise.query.Cursor;
import dev.reprise.query.FoundJob;
import dev.reprise.query.JobFilter;
import dev.reprise.query.JobPage;
import dev.reprise.query.JobQueries;
import dev.reprise.query.ReadAfter;
import dev.reprise.query.ReadParameters;
import dev.reprise.query.access.Needs;
import dev.reprise.query.access.Visible;
import dev.reprise.query.http.Later;
import dev.reprise.query.http.PathParameters;
import dev.reprise.query.http.Problem;
import dev.reprise.query.http.ProblemTypes;
import dev.reprise.query.http.QueryParameters;
import dev.reprise.query.http.Routes;
import dev.reprise.state.Incident;
import io.javalin.http.Context;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** {@code GET /v1/incidents} and {@code GET /v1/incidents/{jobKey}}. */
final class IncidentRoutes {
    private final Visible<JobQueries> jobs;
    private final Visible<StaleJobs> stale;
    private final int partitions;

    IncidentRoutes(Visible<JobQueries> jobs, Visible<StaleJobs> stale, int partitions) {
        this.jobs = jobs;
        this.stale = stale;
        this.partitions = partitions;
    }

    void register(Routes routes) {
        routes.needing(Needs.READ)
                .get("/v1/incidents", "Open incidents by type, tenant and error code.", this::incidents)
                .get("/v1/incidents/{jobKey}", "The open incident of a job.", this::incident);
    }

    private void incidents(Context ctx) {
        QueryParameters given = QueryParameters.of(
                ctx, "type", "tenantId", "errorCode", LIMIT, Cursor.PARAMETER, AFTER, WAIT, CONSISTENCY);
        JobFilter filter = JobFilter.incidents(
                given.text("type").orElse(null),
                given.text("tenantId").orElse(null),
                given.text("errorCode").orElse(null));
        long afterKey =
                Cursor.in(given, Cursor.Kind.INCIDENTS).map(after -> after[0]).orElse(0L);
        int limit = ReadParameters.limit(given);
        ReadAfter after = ReadParameters.after(given, partitions);
        if (ReadParameters.mayBeStale(given)) {
            StaleAnswers.page(ctx, stale.to(ctx).pages(filter, afterKey, limit), limit, IncidentRoutes::page);
        } else {
            Later.json(
                    ctx, () -> jobs.to(ctx).jobs(filter, afterKey, limit, after).thenApply(IncidentRoutes::page));
        }
    }

    private static ObjectNode page(JobPage page) {
        ArrayNode entries = JsonNodeFactory.instance.arrayNode();
        for (FoundJob found : page.jobs()) {
            Incident incident = found.job().getIncident();
            if (incident != null) {
                entries.add(JobJson.incident(found, incident));
            }
        }
        return JobRoutes.page("incidents", entries, page, Cursor.Kind.INCIDENTS);
    }

    private void incident(Context ctx) {
        long jobKey = PathParameters.jobKey(ctx);
        QueryParameters given = QueryParameters.of(ctx, AFTER, WAIT, CONSISTENCY);
        ReadAfter after = ReadParameters.after(given, partitions);
        Function<Optional<FoundJob>, ObjectNode> shown =
                found -> incident(found.orElseThrow(() -> JobRoutes.notFound(jobKey)));
        if (ReadParameters.mayBeStale(given)) {
            StaleAnswers.job(ctx, stale.to(ctx).job(jobKey, Set.of()), shown);
        } else {
            Later.json(ctx, () -> jobs.to(ctx).job(jobKey, Set.of(), after).thenApply(shown));
        }
    }

    private static ObjectNode incident(FoundJob found) {
        Incident incident = found.job().getIncident();
        if (incident == null) {
            String state = found.job().getState().name();
            throw Problem.of(
                            ProblemTypes.INCIDENT_NOT_FOUND,
                            "Expected job %d to have an open incident, but its state is %s"
                                    .formatted(found.job().getJobKey(), state))
                    .with("state", state)
                    .asException();
        }
        return JobJson.incident(found, incident);
    }
}
