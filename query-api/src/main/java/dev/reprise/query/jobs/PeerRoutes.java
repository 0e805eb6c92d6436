package dev.reprise.query.jobs;

import dev.reprise.common.JobState;
import dev.reprise.query.JobFilter;
import dev.reprise.query.JobPart;
import dev.reprise.query.ReadAfter;
import dev.reprise.query.ReadParameters;
import dev.reprise.query.http.Later;
import dev.reprise.query.http.PathParameters;
import dev.reprise.query.http.QueryParameters;
import dev.reprise.query.partition.PeerPartitions;
import dev.reprise.query.partition.PeerQuery;
import dev.reprise.query.partition.Peers;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What other nodes ask this one for: jobs of its own partitions. Whatever is not here is a 503 problem and never asked for elsewhere. */
final class PeerRoutes {
    static final String PARTS = "parts";
    private static final String AFTER_KEY = "after-key";

    private final LocalJobs local;
    private final int partitions;
    private final JobWire wire = new JobWire();

    PeerRoutes(LocalJobs local, int partitions) {
        this.local = local;
        this.partitions = partitions;
    }

    void register(RoutesConfig routes) {
        routes.get(Peers.PREFIX + "/jobs/{jobKey}", this::job);
        routes.get(Peers.PREFIX + "/jobs", this::jobs);
    }

    /** The request for pages; {@link #filter} reads it. */
    static PeerQuery query(JobFilter filter, long afterKey, int limit) {
        return PeerQuery.of("/jobs")
                .with("state", filter.state())
                .with("type", filter.type())
                .with("worker", filter.worker())
                .with("tenantId", filter.tenantId())
                .with("errorCode", filter.incidentCode())
                .with(AFTER_KEY, afterKey)
                .with(ReadParameters.LIMIT, limit);
    }

    private void job(Context ctx) {
        QueryParameters given = QueryParameters.of(ctx, PARTS, ReadParameters.AFTER, ReadParameters.WAIT);
        Set<JobPart> parts = EnumSet.noneOf(JobPart.class);
        given.words(PARTS, Arrays.stream(JobPart.values()).map(Enum::name).toArray(String[]::new))
                .forEach(part -> parts.add(JobPart.valueOf(part)));
        ReadAfter after = ReadParameters.after(given, partitions);
        long jobKey = PathParameters.jobKey(ctx);
        Later.json(
                ctx,
                () -> local.job(jobKey, parts, after)
                        .thenApply(
                                found -> new JobWire.Found(found.map(wire::row).orElse(null))));
    }

    private void jobs(Context ctx) {
        QueryParameters given = QueryParameters.of(
                ctx,
                PeerPartitions.PARAMETER,
                "state",
                "type",
                "worker",
                "tenantId",
                "errorCode",
                AFTER_KEY,
                ReadParameters.LIMIT,
                ReadParameters.AFTER,
                ReadParameters.WAIT);
        List<Integer> numbers = PeerPartitions.in(given, partitions);
        JobFilter filter = filter(given);
        long afterKey = given.text(AFTER_KEY).map(Long::parseLong).orElse(0L);
        int limit = ReadParameters.limit(given);
        ReadAfter after = ReadParameters.after(given, partitions);
        Later.json(
                ctx,
                () -> local.pages(numbers, filter, afterKey, limit, after)
                        .thenApply(pages ->
                                new JobWire.Pages(pages.stream().map(wire::page).toList())));
    }

    private static JobFilter filter(QueryParameters given) {
        return new JobFilter(
                given.oneOf("state", List.of(JobState.values())).orElse(null),
                given.text("type").orElse(null),
                given.text("worker").orElse(null),
                given.text("tenantId").orElse(null),
                given.text("errorCode").orElse(null));
    }
}
