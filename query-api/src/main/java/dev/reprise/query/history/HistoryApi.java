package dev.reprise.query.history;

import static dev.reprise.query.ReadParameters.AFTER;
import static dev.reprise.query.ReadParameters.LIMIT;
import static dev.reprise.query.ReadParameters.WAIT;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reprise.query.Cursor;
import dev.reprise.query.JobQueries;
import dev.reprise.query.Position;
import dev.reprise.query.QuerySettings;
import dev.reprise.query.ReadAfter;
import dev.reprise.query.ReadParameters;
import dev.reprise.query.access.Needs;
import dev.reprise.query.access.Principal;
import dev.reprise.query.access.Tenants;
import dev.reprise.query.http.JsonObject;
import dev.reprise.query.http.Later;
import dev.reprise.query.http.PathParameters;
import dev.reprise.query.http.QueryParameters;
import dev.reprise.query.http.Routes;
import dev.reprise.query.jobs.JobRoutes;
import dev.reprise.query.partition.Futures;
import dev.reprise.query.partition.PeerQuery;
import dev.reprise.query.partition.Peers;
import dev.reprise.query.partition.Place;
import dev.reprise.query.partition.Placement;
import dev.reprise.query.partition.Unavailable;
import dev.reprise.query.partition.Waiting;
import dev.reprise.query.readmodel.ReadModelStores;
import dev.reprise.schemas.JobKeys;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.concurrent.CompletableFuture;

/** {@code GET /v1/jobs/{jobKey}/history}: from the read model of this node, or of the one that has the job's partition. */
public final class HistoryApi {
    private static final String AFTER_SEQUENCE = "after-sequence";

    private final Placement placement;
    private final ReadModelStores stores;
    private final LocalHistory local;
    private final Peers peers;
    private final QuerySettings settings;

    /**
     * @param placement of the read model's partitions
     * @param jobs where jobs stand, to know how far their histories must reach
     */
    public HistoryApi(
            Placement placement,
            ReadModelStores stores,
            JobQueries jobs,
            Peers peers,
            Waiting waiting,
            QuerySettings settings) {
        this.placement = placement;
        this.stores = stores;
        this.peers = peers;
        this.settings = settings;
        local = new LocalHistory(stores, placement.partitions(), jobs, waiting, settings);
    }

    /** Adds what everyone may ask. */
    public void register(Routes routes) {
        routes.needing(Needs.READ).get("/v1/jobs/{jobKey}/history", "Every event of a job, in order.", this::history);
    }

    /** Adds what other nodes ask: on every node that has a read model. */
    public void registerForPeers(RoutesConfig routes) {
        Routes.forPeers(routes).get(Peers.PREFIX + "/history/{jobKey}", this::historyForPeer);
    }

    private void history(Context ctx) {
        long jobKey = PathParameters.jobKey(ctx);
        QueryParameters given = QueryParameters.of(ctx, LIMIT, Cursor.PARAMETER, AFTER, WAIT);
        long afterSequence = afterSequence(given, jobKey);
        int limit = ReadParameters.limit(given);
        ReadAfter after = ReadParameters.after(given, placement.partitions());
        Tenants tenants = Principal.of(ctx).tenants();
        Later.json(
                ctx,
                () -> page(jobKey, afterSequence, limit, after)
                        .thenCompose(page -> visible(page, jobKey, after, tenants))
                        .thenApply(page -> json(jobKey, page)));
    }

    private void historyForPeer(Context ctx) {
        long jobKey = PathParameters.jobKey(ctx);
        QueryParameters given = QueryParameters.of(ctx, AFTER_SEQUENCE, LIMIT, AFTER, WAIT);
        int afterSequence = given.number(AFTER_SEQUENCE, 0, 0, Integer.MAX_VALUE);
        int limit = ReadParameters.limit(given);
        ReadAfter after = ReadParameters.after(given, placement.partitions());
        Later.json(ctx, () -> local.page(jobKey, afterSequence, limit, after));
    }

    private static long afterSequence(QueryParameters given, long jobKey) {
        return Cursor.in(given, Cursor.Kind.HISTORY)
                .map(after -> {
                    if (after[0] != jobKey) {
                        throw QueryParameters.wrong(
                                Cursor.PARAMETER, "of this job's history", "of the history of job " + after[0]);
                    }
                    return after[1];
                })
                .orElse(0L);
    }

    private CompletableFuture<HistoryPage> page(long jobKey, long afterSequence, int limit, ReadAfter after) {
        stores.requireRunning();
        int partition = JobKeys.partitionFor(jobKey, placement.partitions());
        Place place = placement.of(partition);
        if (place instanceof Place.There there) {
            Position position = after.position();
            PeerQuery query = PeerQuery.of("/history/" + jobKey)
                    .with(AFTER_SEQUENCE, afterSequence)
                    .with(LIMIT, limit)
                    .with(AFTER, position == null ? null : position.text())
                    .with(WAIT, after.longest().toMillis());
            // it may wait twice: for the engine, and then for the read model
            return peers.get(
                    there.host(),
                    query,
                    HistoryPage.class,
                    settings.peerTimeout().plus(after.longest()).plus(after.longest()));
        }
        if (place instanceof Place.Nowhere nowhere) {
            return CompletableFuture.failedFuture(Unavailable.partition(partition, nowhere.why()));
        }
        return Futures.of(() -> local.page(jobKey, afterSequence, limit, after));
    }

    /** Every event names the tenant of its job; where a page has none, the job's first event tells. */
    private CompletableFuture<HistoryPage> visible(HistoryPage page, long jobKey, ReadAfter after, Tenants tenants) {
        if (tenants.all()) {
            return CompletableFuture.completedFuture(page);
        }
        CompletableFuture<HistoryPage> telling =
                page.events().isEmpty() ? page(jobKey, 0, 1, after) : CompletableFuture.completedFuture(page);
        return telling.thenApply(first -> {
            boolean theirs = !first.events().isEmpty()
                    && tenants.include(first.events().get(0).path("tenantId").asText());
            if (!theirs) {
                throw JobRoutes.notFound(jobKey);
            }
            return page;
        });
    }

    private static ObjectNode json(long jobKey, HistoryPage page) {
        ArrayNode events = JsonNodeFactory.instance.arrayNode().addAll(page.events());
        String next = null;
        if (page.more()) {
            JsonNode last = page.events().get(page.events().size() - 1);
            next = Cursor.text(Cursor.Kind.HISTORY, jobKey, last.get("sequence").longValue());
        }
        return JsonObject.create()
                .put("jobKey", JobKeys.text(jobKey))
                .put("events", events)
                .put("nextCursor", next)
                .node();
    }
}
