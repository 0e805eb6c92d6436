package dev.reprise.query.incidents;

import dev.reprise.query.QuerySettings;
import dev.reprise.query.http.Later;
import dev.reprise.query.http.QueryParameters;
import dev.reprise.query.http.Routes;
import dev.reprise.query.partition.Futures;
import dev.reprise.query.partition.PeerPartitions;
import dev.reprise.query.partition.PeerQuery;
import dev.reprise.query.partition.PeerQuestion;
import dev.reprise.query.partition.Peers;
import dev.reprise.query.partition.Place;
import dev.reprise.query.partition.Placement;
import dev.reprise.query.partition.Unavailable;
import dev.reprise.query.readmodel.IncidentRow;
import dev.reprise.query.readmodel.JobMark;
import dev.reprise.query.readmodel.NewestIncident;
import dev.reprise.schemas.AvroWire;
import dev.reprise.schemas.JobKeys;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Newest incidents by the read model, from wherever its partitions are. */
final class ModelIncidents {
    private static final String ONE = "/incidents/newest";
    private static final String PAGES = "/incidents/pages";

    /** The question for one incident. */
    record Ask(JobMark job, long waitMillis) {}

    private final Placement placement;
    private final LocalIncidents local;
    private final Peers peers;
    private final QuerySettings settings;
    private final IncidentRow row = new IncidentRow(new AvroWire());

    ModelIncidents(Placement placement, LocalIncidents local, Peers peers, QuerySettings settings) {
        this.placement = placement;
        this.local = local;
        this.peers = peers;
        this.settings = settings;
    }

    void registerForPeers(RoutesConfig routes) {
        Routes.forPeers(routes).post(Peers.PREFIX + ONE, this::oneForPeer);
        Routes.forPeers(routes).post(Peers.PREFIX + PAGES, this::pageForPeer);
    }

    /** The newest incident of a job, once the read model has reached it. */
    CompletableFuture<Optional<NewestIncident>> incident(JobMark job, Duration longest) {
        int partition = JobKeys.partitionFor(job.jobKey(), placement.partitions());
        Place place = placement.of(partition);
        if (place instanceof Place.There there) {
            return peers.post(
                            there.host(),
                            PeerQuery.of(ONE),
                            new Ask(job, longest.toMillis()),
                            ModelPage.Found.class,
                            settings.peerTimeout().plus(longest))
                    .thenApply(found -> Optional.ofNullable(found.incident()).map(row::of));
        }
        if (place instanceof Place.Nowhere nowhere) {
            return CompletableFuture.failedFuture(Unavailable.partition(partition, nowhere.why()));
        }
        return Futures.of(() -> local.incident(job, longest));
    }

    /** A page of one partition. */
    CompletableFuture<ModelPage> page(int partition, ModelPage.Request request) {
        Place place = placement.of(partition);
        if (place instanceof Place.There there) {
            return peers.post(
                            there.host(),
                            PeerQuery.of(PAGES).withPartitions(List.of(partition)),
                            request,
                            ModelPage.Wire.class,
                            settings.peerTimeout())
                    .thenApply(page ->
                            new ModelPage(page.incidents().stream().map(row::of).toList(), page.scannedTo()));
        }
        if (place instanceof Place.Nowhere nowhere) {
            return CompletableFuture.failedFuture(Unavailable.partition(partition, nowhere.why()));
        }
        return Futures.of(() -> CompletableFuture.completedFuture(local.page(partition, request)));
    }

    private void oneForPeer(Context ctx) {
        Ask ask = PeerQuestion.in(ctx, Ask.class);
        Later.json(
                ctx,
                () -> local.incident(ask.job(), Duration.ofMillis(ask.waitMillis()))
                        .thenApply(found ->
                                new ModelPage.Found(found.map(row::bytes).orElse(null))));
    }

    private void pageForPeer(Context ctx) {
        int partition = PeerPartitions.in(QueryParameters.of(ctx, PeerPartitions.PARAMETER), placement.partitions())
                .get(0);
        ModelPage page = local.page(partition, PeerQuestion.in(ctx, ModelPage.Request.class));
        ctx.json(new ModelPage.Wire(page.incidents().stream().map(row::bytes).toList(), page.scannedTo()));
    }
}
