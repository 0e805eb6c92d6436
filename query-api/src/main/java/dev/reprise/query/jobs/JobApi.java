package dev.reprise.query.jobs;

import dev.reprise.query.FoundJob;
import dev.reprise.query.JobFilter;
import dev.reprise.query.JobQueries;
import dev.reprise.query.QuerySettings;
import dev.reprise.query.ReadAfter;
import dev.reprise.query.http.Routes;
import dev.reprise.query.partition.Peers;
import dev.reprise.query.partition.Placement;
import dev.reprise.query.partition.Waiting;
import dev.reprise.query.search.EntryPage;
import dev.reprise.query.search.Searches;
import io.javalin.config.RoutesConfig;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** Reads of jobs and incidents: as Java for this node, as routes for everyone, and as routes for other nodes. */
public final class JobApi {
    private final LocalJobs local;
    private final ClusterJobs cluster;
    private final StaleJobs stale;
    private final Searches searches;
    private final int partitions;

    public JobApi(
            Placement placement,
            EngineStores stores,
            Peers peers,
            Waiting waiting,
            Searches searches,
            QuerySettings settings) {
        this.searches = searches;
        partitions = placement.partitions();
        local = new LocalJobs(stores, partitions, settings, waiting);
        JobPeers others = new JobPeers(peers, settings.peerTimeout());
        cluster = new ClusterJobs(placement, local, others, searches, settings);
        stale = new StaleJobs(placement, local, others);
    }

    /** Jobs wherever they live. */
    public JobQueries queries() {
        return cluster;
    }

    /** What takes the turns of searches that need nothing but the engine. */
    public Searches searches() {
        return searches;
    }

    /** Jobs of one partition with keys above {@code afterKey}, in their order, wherever the partition is at the moment. */
    public CompletableFuture<EntryPage<FoundJob>> page(
            int partition, JobFilter filter, long afterKey, int limit, ReadAfter after) {
        return cluster.page(partition, new PageRequest(filter, afterKey, limit, Set.of()), after)
                .thenApply(page -> EntryPage.ofJobs(page.jobs(), page.scannedTo()));
    }

    /** Adds what everyone may ask. */
    public void register(Routes routes) {
        new JobRoutes(cluster::within, stale::within, partitions).register(routes);
        new IncidentRoutes(cluster::within, stale::within, partitions).register(routes);
    }

    /** Adds what other nodes ask: on every node that processes jobs. */
    public void registerForPeers(RoutesConfig routes) {
        new PeerRoutes(local, partitions).register(routes);
    }
}
