package dev.reprise.query.incidents;

import dev.reprise.query.FoundIncident;
import dev.reprise.query.IncidentFilter;
import dev.reprise.query.IncidentQueries;
import dev.reprise.query.Matches;
import dev.reprise.query.QuerySettings;
import dev.reprise.query.ReadAfter;
import dev.reprise.query.Selection;
import dev.reprise.query.jobs.JobApi;
import dev.reprise.query.partition.Peers;
import dev.reprise.query.partition.Placement;
import dev.reprise.query.partition.Waiting;
import dev.reprise.query.readmodel.ReadModelStores;
import dev.reprise.query.search.JobPartitions;
import dev.reprise.query.search.Searches;
import io.javalin.config.RoutesConfig;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** Reads of the newest incident of each job: as Java for this node, and as routes for other nodes. */
public final class IncidentApi implements IncidentQueries {
    private final Placement placement;
    private final JobApi jobs;
    private final ModelIncidents model;
    private final OneByOne oneByOne;
    private final Searches searches;

    /**
     * @param placement of the read model's partitions
     */
    public IncidentApi(
            Placement placement,
            ReadModelStores stores,
            JobApi jobs,
            Peers peers,
            Waiting waiting,
            Searches searches,
            QuerySettings settings) {
        this.placement = placement;
        this.jobs = jobs;
        this.searches = searches;
        LocalIncidents local = new LocalIncidents(stores, placement.partitions(), settings, waiting);
        model = new ModelIncidents(placement, local, peers, settings);
        oneByOne = new OneByOne(jobs.queries(), model);
    }

    /** Adds what other nodes ask: on every node that has a read model. */
    public void registerForPeers(RoutesConfig routes) {
        model.registerForPeers(routes);
    }

    @Override
    public CompletableFuture<Optional<FoundIncident>> incident(long jobKey, ReadAfter after) {
        return oneByOne.read(jobKey, after);
    }

    @Override
    public CompletableFuture<Matches<FoundIncident>> search(
            IncidentFilter filter, Selection<FoundIncident> selection, ReadAfter after) {
        Set<Long> keys = filter.keys();
        int partitions = placement.partitions();
        boolean openAlone =
                Boolean.TRUE.equals(filter.open()); // the engine knows them all, also those of jobs that are named
        return (openAlone ? jobs.searches() : searches)
                .begin(
                        placement,
                        JobPartitions.of(keys, partitions),
                        keys == null || openAlone
                                ? new IncidentSource(jobs, model, oneByOne, filter, partitions, after)
                                : new NamedJobs(oneByOne, filter, keys, partitions, after),
                        selection);
    }
}
