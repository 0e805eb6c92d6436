package dev.reprise.query.jobs;

import dev.reprise.query.JobQueries;
import dev.reprise.query.QuerySettings;
import dev.reprise.query.http.Routes;
import dev.reprise.query.partition.Peers;
import dev.reprise.query.partition.Placement;
import dev.reprise.query.partition.Waiting;
import dev.reprise.query.search.Searches;
import io.javalin.config.RoutesConfig;

/** Reads of jobs and incidents: as Java for this node, as routes for everyone, and as routes for other nodes. */
public final class JobApi {
    private final LocalJobs local;
    private final JobQueries cluster;
    private final int partitions;

    public JobApi(
            Placement placement,
            EngineStores stores,
            Peers peers,
            Waiting waiting,
            Searches searches,
            QuerySettings settings) {
        partitions = placement.partitions();
        local = new LocalJobs(stores, partitions, settings, waiting);
        cluster = new ClusterJobs(placement, local, peers, searches, settings);
    }

    /** Jobs wherever they live. */
    public JobQueries queries() {
        return cluster;
    }

    /** Adds what everyone may ask. */
    public void register(Routes routes) {
        new JobRoutes(cluster, partitions).register(routes);
        new IncidentRoutes(cluster, partitions).register(routes);
    }

    /** Adds what other nodes ask: on every node that processes jobs. */
    public void registerForPeers(RoutesConfig routes) {
        new PeerRoutes(local, partitions).register(routes);
    }
}
