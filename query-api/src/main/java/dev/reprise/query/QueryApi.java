package dev.reprise.query;

import dev.reprise.processor.streams.JobStreams;
import dev.reprise.query.access.Visible;
import dev.reprise.query.events.EventApi;
import dev.reprise.query.history.HistoryApi;
import dev.reprise.query.http.Routes;
import dev.reprise.query.incidents.IncidentApi;
import dev.reprise.query.jobs.EngineStores;
import dev.reprise.query.jobs.JobApi;
import dev.reprise.query.jobs.StreamsEngineStores;
import dev.reprise.query.partition.PeerLink;
import dev.reprise.query.partition.Peers;
import dev.reprise.query.partition.Placement;
import dev.reprise.query.partition.StreamsPlacement;
import dev.reprise.query.partition.Waiting;
import dev.reprise.query.readmodel.ReadModelStores;
import dev.reprise.query.readmodel.ReadModelStreams;
import dev.reprise.query.search.Searches;
import dev.reprise.query.stats.StatsApi;
import dev.reprise.schemas.Topics;
import io.javalin.config.RoutesConfig;
import org.apache.kafka.streams.state.HostInfo;

/**
 * All reads of a node. Routes for everyone ({@link #register}) belong to the query role. Routes for other nodes belong to whatever
 * has state: {@link #registerEngineForPeers} to the processor role, {@link #registerModelForPeers} to the query role.
 */
public final class QueryApi implements AutoCloseable {
    /** The engine as seen from this node: where its partitions are, and those that are here. */
    public record Engine(Placement placement, EngineStores stores) {
        /**
         * @param self this node as other nodes reach it, as in the setting {@code application.server}
         */
        public static Engine of(JobStreams streams, HostInfo self) {
            return new Engine(
                    new StreamsPlacement(
                            streams.kafkaStreams(),
                            Topics.JOB_COMMANDS,
                            streams.reads().partitions(),
                            self),
                    new StreamsEngineStores(streams.reads(), streams.progress(), streams.copies()));
        }

        /** The engine of a node that does not process jobs. */
        public static Engine elsewhere(Placement placement) {
            return new Engine(placement, EngineStores.none());
        }
    }

    /** The read model as seen from this node. */
    public record Model(Placement placement, ReadModelStores stores) {
        /**
         * @param partitions of {@code job-events}, as many as of {@code job-commands}
         */
        public static Model of(ReadModelStreams streams, int partitions, HostInfo self) {
            return new Model(
                    new StreamsPlacement(streams.kafkaStreams(), Topics.JOB_EVENTS, partitions, self),
                    streams.stores());
        }

        /** The read model of a node that has none. */
        public static Model elsewhere(Placement placement) {
            return new Model(placement, ReadModelStores.none());
        }
    }

    private final Waiting waiting;
    private final Searches searches;

    /** Apart from the others: they may wait for the read model, and no search of the engine shall wait with them. */
    private final Searches modelSearches;

    private final JobApi jobs;
    private final IncidentApi incidents;
    private final EventApi events;
    private final HistoryApi history;
    private final StatsApi stats;

    public QueryApi(Engine engine, Model model, QuerySettings settings) {
        this(engine, model, settings, PeerLink.CLEAR);
    }

    /**
     * @param link how other nodes are asked
     */
    public QueryApi(Engine engine, Model model, QuerySettings settings, PeerLink link) {
        Peers peers = new Peers(link);
        waiting = new Waiting(settings.mostWaiting());
        searches = new Searches(settings);
        modelSearches = new Searches(settings);
        jobs = new JobApi(engine.placement(), engine.stores(), peers, waiting, searches, settings);
        incidents = new IncidentApi(model.placement(), model.stores(), jobs, peers, waiting, modelSearches, settings);
        events = new EventApi(
                model.placement(), model.stores(), jobs.queries(), peers, waiting, modelSearches, settings);
        history = new HistoryApi(model.placement(), model.stores(), jobs.queries(), peers, waiting, settings);
        stats = new StatsApi(
                engine.placement(),
                engine.stores(),
                model.placement(),
                model.stores(),
                jobs.queries()::within,
                peers,
                settings);
    }

    /** Jobs wherever they live, for the gateway: of all tenants, for what has ways of its own to tell who may see them. */
    public JobQueries jobs() {
        return jobs.queries();
    }

    /** Jobs wherever they live, as far as a caller may see. */
    public Visible<JobQueries> visibleJobs() {
        return jobs.queries()::within;
    }

    /** The newest incident of each job. */
    public IncidentQueries incidents() {
        return incidents;
    }

    /** The newest incident of each job, as far as a caller may see. */
    public Visible<IncidentQueries> visibleIncidents() {
        return incidents::within;
    }

    /** What happened to jobs. */
    public EventQueries events() {
        return events;
    }

    /** What happened to jobs, as far as a caller may see. */
    public Visible<EventQueries> visibleEvents() {
        return events::within;
    }

    /** Adds the reads for everyone. */
    public void register(RoutesConfig config) {
        Routes routes = Routes.in(config);
        jobs.register(routes);
        history.register(routes);
        stats.register(routes);
    }

    /** Adds what other nodes ask of the engine here. */
    public void registerEngineForPeers(RoutesConfig config) {
        jobs.registerForPeers(config);
        stats.registerEngineForPeers(config);
    }

    /** Adds what other nodes ask of the read model here. */
    public void registerModelForPeers(RoutesConfig config) {
        incidents.registerForPeers(config);
        events.registerForPeers(config);
        history.registerForPeers(config);
        stats.registerModelForPeers(config);
    }

    /** Answers the reads that wait, as if their time were over, and ends searches. To be called before the HTTP server stops. */
    @Override
    public void close() {
        waiting.close();
        searches.close();
        modelSearches.close();
    }
}
