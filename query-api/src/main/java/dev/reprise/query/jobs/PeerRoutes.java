package dev.reprise.query.jobs;

import dev.reprise.query.JobPart;
import dev.reprise.query.ReadAfter;
import dev.reprise.query.ReadParameters;
import dev.reprise.query.http.Later;
import dev.reprise.query.http.PathParameters;
import dev.reprise.query.http.QueryParameters;
import dev.reprise.query.http.Routes;
import dev.reprise.query.partition.PeerPartitions;
import dev.reprise.query.partition.PeerQuestion;
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
    /** Whether what is here counts, behind or not; if not, only partitions that are active here. */
    static final String COPY = "copy";

    static final String PAGES = "/jobs/pages";

    private final LocalJobs local;
    private final int partitions;
    private final JobWire wire = new JobWire();

    PeerRoutes(LocalJobs local, int partitions) {
        this.local = local;
        this.partitions = partitions;
    }

    void register(RoutesConfig routes) {
        Routes.forPeers(routes).get(Peers.PREFIX + "/jobs/{jobKey}", this::job);
        Routes.forPeers(routes).post(Peers.PREFIX + PAGES, this::pages);
    }

    private void job(Context ctx) {
        QueryParameters given = QueryParameters.of(ctx, PARTS, COPY, ReadParameters.AFTER, ReadParameters.WAIT);
        Set<JobPart> parts = EnumSet.noneOf(JobPart.class);
        given.words(PARTS, Arrays.stream(JobPart.values()).map(Enum::name).toArray(String[]::new))
                .forEach(part -> parts.add(JobPart.valueOf(part)));
        ReadAfter after = ReadParameters.after(given, partitions);
        long jobKey = PathParameters.jobKey(ctx);
        Later.json(
                ctx,
                () -> (copy(given)
                                ? local.copyOfJob(jobKey, parts)
                                : local.job(jobKey, parts, after).thenApply(Aged::fresh))
                        .thenApply(found ->
                                new JobWire.Found(found.value().map(wire::row).orElse(null), found.stale())));
    }

    private void pages(Context ctx) {
        QueryParameters given =
                QueryParameters.of(ctx, PeerPartitions.PARAMETER, COPY, ReadParameters.AFTER, ReadParameters.WAIT);
        List<Integer> numbers = PeerPartitions.in(given, partitions);
        ReadAfter after = ReadParameters.after(given, partitions);
        if (copy(given) && numbers.size() > 1) {
            throw QueryParameters.wrong(PeerPartitions.PARAMETER, "one number", numbers.toString());
        }
        PageRequest request = PeerQuestion.in(ctx, PageRequest.class);
        Later.json(
                ctx,
                () -> (copy(given)
                                ? local.copyOfPage(numbers.get(0), request).thenApply(List::of)
                                : local.pages(numbers, request, after)
                                        .thenApply(pages ->
                                                pages.stream().map(Aged::fresh).toList()))
                        .thenApply(pages ->
                                new JobWire.Pages(pages.stream().map(wire::page).toList())));
    }

    private static boolean copy(QueryParameters given) {
        return given.text(COPY).isPresent();
    }
}
