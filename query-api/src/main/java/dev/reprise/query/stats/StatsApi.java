package dev.reprise.query.stats;

import dev.reprise.query.JobQueries;
import dev.reprise.query.QuerySettings;
import dev.reprise.query.access.Needs;
import dev.reprise.query.access.Principal;
import dev.reprise.query.access.Visible;
import dev.reprise.query.http.Later;
import dev.reprise.query.http.QueryParameters;
import dev.reprise.query.http.Routes;
import dev.reprise.query.jobs.EngineStores;
import dev.reprise.query.partition.Futures;
import dev.reprise.query.partition.Gather;
import dev.reprise.query.partition.PeerPartitions;
import dev.reprise.query.partition.PeerQuery;
import dev.reprise.query.partition.Peers;
import dev.reprise.query.partition.Placement;
import dev.reprise.query.readmodel.ReadModelStores;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;

/** {@code GET /v1/stats}: counts from the read model, and what is due from the engine, of all partitions. */
public final class StatsApi {
    private static final String DUE = "/due";
    private static final String COUNTS = "/counts";

    record AllDue(List<DueFigures> partitions) {}

    record AllCounts(List<CountFigures> partitions) {}

    private final Placement enginePlacement;
    private final EngineStores engine;
    private final Placement modelPlacement;
    private final ReadModelStores model;
    private final Peers peers;
    private final Visible<JobQueries> jobs;
    private final QuerySettings settings;
    private final LongSupplier clock;

    public StatsApi(
            Placement enginePlacement,
            EngineStores engine,
            Placement modelPlacement,
            ReadModelStores model,
            Visible<JobQueries> jobs,
            Peers peers,
            QuerySettings settings) {
        this.enginePlacement = enginePlacement;
        this.engine = engine;
        this.modelPlacement = modelPlacement;
        this.model = model;
        this.jobs = jobs;
        this.peers = peers;
        this.settings = settings;
        clock = System::currentTimeMillis;
    }

    /** Adds what everyone may ask. */
    public void register(Routes routes) {
        routes.needing(Needs.READ).get("/v1/stats", "Jobs by type and state, and what is due.", this::stats);
    }

    /** Adds what other nodes ask for of this one's partitions of the engine. */
    public void registerEngineForPeers(RoutesConfig routes) {
        Routes.forPeers(routes).get(Peers.PREFIX + DUE, ctx -> ctx.json(due(numbers(ctx, enginePlacement))));
    }

    /** Adds what other nodes ask for of this one's partitions of the read model. */
    public void registerModelForPeers(RoutesConfig routes) {
        Routes.forPeers(routes).get(Peers.PREFIX + COUNTS, ctx -> ctx.json(counts(numbers(ctx, modelPlacement))));
    }

    private void stats(Context ctx) {
        QueryParameters.of(ctx);
        if (!Principal.of(ctx).tenants().all()) {
            Later.json(ctx, () -> TenantStats.of(jobs.to(ctx), clock.getAsLong()));
            return;
        }
        Later.json(ctx, () -> {
            model.requireRunning();
            CompletableFuture<List<AllDue>> due = Gather.all(
                    enginePlacement,
                    partitions -> Futures.of(() -> CompletableFuture.completedFuture(due(partitions))),
                    (host, partitions) -> peers.get(
                            host, PeerQuery.of(DUE).withPartitions(partitions), AllDue.class, settings.peerTimeout()));
            CompletableFuture<List<AllCounts>> counts = Gather.all(
                    modelPlacement,
                    partitions -> Futures.of(() -> CompletableFuture.completedFuture(counts(partitions))),
                    (host, partitions) -> peers.get(
                            host,
                            PeerQuery.of(COUNTS).withPartitions(partitions),
                            AllCounts.class,
                            settings.peerTimeout()));
            return due.thenCombine(counts, StatsApi::json);
        });
    }

    private static Object json(List<AllDue> due, List<AllCounts> counts) {
        return StatsJson.of(
                due.stream().flatMap(all -> all.partitions().stream()).toList(),
                counts.stream().flatMap(all -> all.partitions().stream()).toList());
    }

    private AllDue due(List<Integer> numbers) {
        long now = clock.getAsLong();
        return new AllDue(numbers.stream()
                .map(number -> DueFigures.of(engine.partition(number), number, now))
                .toList());
    }

    private AllCounts counts(List<Integer> numbers) {
        return new AllCounts(numbers.stream()
                .map(number -> CountFigures.of(model.partition(number), number))
                .toList());
    }

    private static List<Integer> numbers(Context ctx, Placement placement) {
        return PeerPartitions.in(QueryParameters.of(ctx, PeerPartitions.PARAMETER), placement.partitions());
    }
}
