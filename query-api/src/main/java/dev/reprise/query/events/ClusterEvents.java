package dev.reprise.query.events;

import dev.reprise.query.FoundEvent;
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
import dev.reprise.query.readmodel.JobMark;
import dev.reprise.query.search.EntryPage;
import dev.reprise.schemas.JobKeys;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;

/** Events from wherever the read model's partitions are. */
final class ClusterEvents implements EventPages {
    private static final String ONE = "/events/one";
    private static final String PAGES = "/events/pages";

    /** The question for one event. */
    record Ask(JobMark job, long sequence, long waitMillis) {}

    private final Placement placement;
    private final LocalEvents local;
    private final Peers peers;
    private final QuerySettings settings;
    private final EventWire wire = new EventWire();

    ClusterEvents(Placement placement, LocalEvents local, Peers peers, QuerySettings settings) {
        this.placement = placement;
        this.local = local;
        this.peers = peers;
        this.settings = settings;
    }

    void registerForPeers(RoutesConfig routes) {
        Routes.forPeers(routes).post(Peers.PREFIX + ONE, this::oneForPeer);
        Routes.forPeers(routes).post(Peers.PREFIX + PAGES, this::pageForPeer);
    }

    CompletableFuture<Optional<FoundEvent>> event(JobMark job, long sequence, long waitMillis) {
        int partition = JobKeys.partitionFor(job.jobKey(), placement.partitions());
        return ask(
                partition,
                () -> local.event(job, sequence, waitMillis),
                PeerQuery.of(ONE),
                new Ask(job, sequence, waitMillis),
                EventWire.Found.class,
                found -> Optional.ofNullable(found.event()).map(wire::found),
                waitMillis);
    }

    @Override
    public CompletableFuture<EntryPage<FoundEvent>> page(int partition, Request request) {
        return ask(
                partition,
                () -> local.page(partition, request),
                PeerQuery.of(PAGES).withPartitions(List.of(partition)),
                request,
                EventWire.Page.class,
                wire::found,
                request.waitMillis());
    }

    private <W, T> CompletableFuture<T> ask(
            int partition,
            Supplier<CompletableFuture<T>> here,
            PeerQuery query,
            Object question,
            Class<W> answer,
            Function<W, T> read,
            long waitMillis) {
        Place place = placement.of(partition);
        if (place instanceof Place.There there) {
            Duration timeout = settings.peerTimeout().plusMillis(waitMillis);
            return peers.post(there.host(), query, question, answer, timeout).thenApply(read);
        }
        if (place instanceof Place.Nowhere nowhere) {
            return CompletableFuture.failedFuture(Unavailable.partition(partition, nowhere.why()));
        }
        return Futures.of(here);
    }

    private void oneForPeer(Context ctx) {
        Ask ask = PeerQuestion.in(ctx, Ask.class);
        Later.json(
                ctx,
                () -> local.event(ask.job(), ask.sequence(), ask.waitMillis())
                        .thenApply(found ->
                                new EventWire.Found(found.map(wire::row).orElse(null))));
    }

    private void pageForPeer(Context ctx) {
        int partition = PeerPartitions.in(QueryParameters.of(ctx, PeerPartitions.PARAMETER), placement.partitions())
                .get(0);
        Request request = PeerQuestion.in(ctx, Request.class);
        Later.json(ctx, () -> local.page(partition, request).thenApply(wire::page));
    }
}
