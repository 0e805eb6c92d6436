package dev.reprise.query.jobs;

import static dev.reprise.query.ReadParameters.AFTER;
import static dev.reprise.query.ReadParameters.CONSISTENCY;
import static dev.reprise.query.ReadParameters.LIMIT;
import static dev.reprise.query.ReadParameters.WAIT;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reprise.common.JobState;
import dev.reprise.query.Cursor;
import dev.reprise.query.FoundJob;
import dev.reprise.query.JobFilter;
import dev.reprise.query.JobPage;
import dev.reprise.query.JobPart;
import dev.reprise.query.JobQueries;
import dev.reprise.query.ReadAfter;
import dev.reprise.query.ReadParameters;
import dev.reprise.query.access.Needs;
import dev.reprise.query.access.Visible;
import dev.reprise.query.http.JsonObject;
import dev.reprise.query.http.Later;
import dev.reprise.query.http.PathParameters;
import dev.reprise.query.http.Problem;
import dev.reprise.query.http.ProblemException;
import dev.reprise.query.http.ProblemTypes;
import dev.reprise.query.http.QueryParameters;
import dev.reprise.query.http.Routes;
import io.javalin.http.Context;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** {@code GET /v1/jobs/{jobKey}} and {@code GET /v1/jobs}. */
public final class JobRoutes {
    /** States that a job can be asked for by: all that it can be in. */
    static final List<JobState> STATES = Arrays.stream(JobState.values())
            .filter(state -> state != JobState.UNSPECIFIED)
            .toList();

    private static final String INCLUDE = "include";

    private final Visible<JobQueries> jobs;
    private final Visible<StaleJobs> stale;
    private final int partitions;

    JobRoutes(Visible<JobQueries> jobs, Visible<StaleJobs> stale, int partitions) {
        this.jobs = jobs;
        this.stale = stale;
        this.partitions = partitions;
    }

    void register(Routes routes) {
        routes.needing(Needs.READ)
                .get("/v1/jobs/{jobKey}", "Where a job stands.", this::job)
                .get("/v1/jobs", "Jobs by state, type, worker and tenant, in the order of their keys.", this::jobs);
    }

    /** The problem of a job that is not there. */
    public static ProblemException notFound(long jobKey) {
        return Problem.of(
                        ProblemTypes.JOB_NOT_FOUND,
                        "Expected job %d to exist, but it was never created or has been purged".formatted(jobKey))
                .asException();
    }

    /** {@code {"<name>": [...], "nextCursor": "..."}}. */
    static ObjectNode page(String name, ArrayNode entries, JobPage page, Cursor.Kind kind) {
        Long next = page.nextAfter();
        return JsonObject.create()
                .put(name, entries)
                .put("nextCursor", next == null ? null : Cursor.text(kind, next))
                .node();
    }

    private void job(Context ctx) {
        long jobKey = PathParameters.jobKey(ctx);
        QueryParameters given = QueryParameters.of(ctx, INCLUDE, AFTER, WAIT, CONSISTENCY);
        Set<JobPart> parts = EnumSet.noneOf(JobPart.class);
        for (String word : given.words(INCLUDE, "payload", "details")) {
            parts.add(word.equals("payload") ? JobPart.PAYLOAD : JobPart.ERROR_DETAILS);
        }
        ReadAfter after = ReadParameters.after(given, partitions);
        Function<Optional<FoundJob>, ObjectNode> shown = found -> JobJson.of(found.orElseThrow(() -> notFound(jobKey)));
        if (ReadParameters.mayBeStale(given)) {
            StaleAnswers.job(ctx, stale.to(ctx).job(jobKey, parts), shown);
        } else {
            Later.json(ctx, () -> jobs.to(ctx).job(jobKey, parts, after).thenApply(shown));
        }
    }

    private void jobs(Context ctx) {
        QueryParameters given = QueryParameters.of(
                ctx, "state", "type", "worker", "tenantId", LIMIT, Cursor.PARAMETER, AFTER, WAIT, CONSISTENCY);
        JobFilter filter = new JobFilter(
                given.oneOf("state", STATES).orElse(null),
                given.text("type").orElse(null),
                given.text("worker").orElse(null),
                given.text("tenantId").orElse(null),
                null);
        long afterKey =
                Cursor.in(given, Cursor.Kind.JOBS).map(after -> after[0]).orElse(0L);
        int limit = ReadParameters.limit(given);
        ReadAfter after = ReadParameters.after(given, partitions);
        if (ReadParameters.mayBeStale(given)) {
            StaleAnswers.page(ctx, stale.to(ctx).pages(filter, afterKey, limit), limit, JobRoutes::page);
        } else {
            Later.json(
                    ctx, () -> jobs.to(ctx).jobs(filter, afterKey, limit, after).thenApply(JobRoutes::page));
        }
    }

    private static ObjectNode page(JobPage page) {
        ArrayNode entries = JsonNodeFactory.instance.arrayNode();
        page.jobs().forEach(found -> entries.add(JobJson.of(found)));
        return page("jobs", entries, page, Cursor.Kind.JOBS);
    }
}
