package dev.reprise.processor.streams;

import static org.apache.kafka.streams.CloseOptions.GroupMembershipOperation.LEAVE_GROUP;

import dev.reprise.processor.metrics.Metrics;
import dev.reprise.schemas.RecordSerdes;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.ThreadMetadata;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The engine at work on a Kafka cluster: one instance for each node with the processor role. Topics must be there before it starts.
 */
public final class JobStreams implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(JobStreams.class);
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(20);

    private final RecordSerdes serdes;
    private final Admin admin;
    private final CommandProgress progress;
    private final KafkaStreams streams;
    private final JobReads reads;
    private final Copies copies;
    private final StaleState staleState;
    private final Precautions precautions;
    private final GroupExit groupExit;
    private final StreamsSettings settings;
    private final int partitions;

    public JobStreams(StreamsSettings settings, Metrics metrics, StreamsListener listener) {
        Map<String, Object> properties = StreamsProperties.of(settings);
        StreamsConfig config = new StreamsConfig(properties);
        this.settings = settings;
        partitions = settings.processor().partitions();
        staleState = new StaleState(settings.stateDir());
        serdes = RecordSerdes.from(properties);
        admin = Admin.create(config.getAdminConfigs(StoreNames.APPLICATION_ID));
        progress = new CommandProgress(partitions, new CommittedOffsets(admin)::lastProcessed);
        precautions = new Precautions(new GroupLedger(admin), new WorkNotes(settings.stateDir(), partitions));
        TopologyParts parts = new TopologyParts(
                settings.processor(),
                serdes,
                metrics,
                progress,
                precautions,
                Clocks.SYSTEM,
                settings.commitInterval(),
                JobStores::onDisk);
        groupExit = new GroupExit(admin, String.valueOf(properties.get(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG)));
        Properties asProperties = new Properties();
        asProperties.putAll(properties);
        streams =
                new KafkaStreams(JobTopology.build(parts, config), asProperties, new TimedClients(), new SteadyTime());
        streams.setUncaughtExceptionHandler(
                new ThreadDeaths(metrics, listener::gaveUp, System::nanoTime, LockSupport::parkNanos, groupExit));
        streams.setStateListener(listener::stateChanged);
        reads = new JobReads(streams, partitions, serdes.deserializer());
        copies = new Copies(streams, reads::copy);
    }

    /**
     * Begins to work. Returns at once; the listener is told when it runs.
     *
     * @throws IllegalStateException if job-commands is not there, or has another number of partitions than the settings say
     */
    public void start() {
        CommandTopic.check(admin, partitions);
        if (staleState.isStale(Clocks.SYSTEM.wall().getAsLong())) {
            LOG.info("Local state is too old to go on from and is restored in full");
            streams.cleanUp();
        }
        if (TaskFolders.of(settings.stateDir().resolve(StoreNames.APPLICATION_ID))
                .isEmpty()) {
            groupExit.predecessors(settings.threads());
            OpenTransactions.abort(
                    admin,
                    streams.metadataForLocalThreads().stream()
                            .map(ThreadMetadata::threadName)
                            .toList());
        }
        precautions.recall(Clocks.SYSTEM.wall().getAsLong());
        streams.start();
    }

    /** For what has no method here: state, metadata, metrics. Stores are read through {@link #reads}. */
    public KafkaStreams kafkaStreams() {
        return streams;
    }

    public JobReads reads() {
        return reads;
    }

    public Progress progress() {
        return progress;
    }

    /** Copies of partitions that are here, behind or not, for reads that take what there is. */
    public Copies copies() {
        return copies;
    }

    /** Commits, leaves local state in good order, and hands its partitions over to other nodes. Waits for at most 20 s. */
    @Override
    public void close() {
        // Leaves the group: others take over at once and do not wait for the session to run out.
        if (streams.close(CloseOptions.timeout(CLOSE_PATIENCE).withGroupMembershipOperation(LEAVE_GROUP))) {
            staleState.stopped(Clocks.SYSTEM.wall().getAsLong());
        }
        copies.close();
        admin.close(Duration.ZERO);
        serdes.close();
    }
}
