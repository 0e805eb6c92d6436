package dev.reprise.query.events;

import dev.reprise.query.EventFilter;
import dev.reprise.query.EventQueries;
import dev.reprise.query.FoundEvent;
import dev.reprise.query.FoundJob;
import dev.reprise.query.JobQueries;
import dev.reprise.query.Matches;
import dev.reprise.query.QuerySettings;
import dev.reprise.query.ReadAfter;
import dev.reprise.query.Selection;
import dev.reprise.query.partition.Peers;
import dev.reprise.query.partition.Placement;
import dev.reprise.query.partition.Waiting;
import dev.reprise.query.readmodel.JobMark;
import dev.reprise.query.readmodel.ReadModelStores;
import dev.reprise.query.search.JobPartitions;
import dev.reprise.query.search.Searches;
import io.javalin.config.RoutesConfig;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** Reads of events: as Java for this node, and as routes for other nodes. */
public final class EventApi implements EventQueries {
    private final Placement placement;
    private final ClusterEvents events;
    private final JobQueries jobs;
    private final Searches searches;

    /**
     * @param placement of the read model's partitions
     */
    public EventApi(
            Placement placement,
            ReadModelStores stores,
            JobQueries jobs,
            Peers peers,
            Waiting waiting,
            Searches searches,
            QuerySettings settings) {
        this.placement = placement;
        this.jobs = jobs;
        this.searches = searches;
        LocalEvents local = new LocalEvents(stores, placement.partitions(), settings, waiting);
        events = new ClusterEvents(placement, local, peers, settings);
    }

    /** Adds what other nodes ask: on every node that has a read model. */
    public void registerForPeers(RoutesConfig routes) {
        events.registerForPeers(routes);
    }

    @Override
    public CompletableFuture<Optional<FoundEvent>> event(long jobKey, long sequence, ReadAfter after) {
        return jobs.job(jobKey, Set.of(), after).thenCompose(found -> {
            JobMark job = JobMark.of(jobKey, found.map(FoundJob::job));
            return found.isEmpty() || sequence < 1 || sequence > job.sequence()
                    ? CompletableFuture.completedFuture(Optional.empty())
                    : events.event(job, sequence, after.longest().toMillis());
        });
    }

    @Override
    public CompletableFuture<Matches<FoundEvent>> search(
            EventFilter filter, Selection<FoundEvent> selection, ReadAfter after) {
        int partitions = placement.partitions();
        return searches.begin(
                placement,
                JobPartitions.of(filter.keys(), partitions),
                new EventSource(events, jobs, filter, partitions, after),
                selection);
    }
}
