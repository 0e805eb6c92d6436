package dev.reprise.node.broker;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import kafka.server.BrokerServer;
import kafka.server.ControllerServer;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.server.Server;
import kafka.server.SharedServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.bootstrap.BootstrapMetadata;
import org.apache.kafka.metadata.properties.MetaPropertiesEnsemble;
import org.apache.kafka.raft.QuorumConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.Tuple2;

/**
 * A real Kafka broker in this process: broker and controller in one, on loopback only, its data on disk; alone, or one of several
 * processes. A restart, also after SIGKILL, finds everything again, on the same port or another.
 *
 * <p>It is put together from the parts that Kafka's own {@link KafkaRaftServer} is made of, because that class neither takes
 * sockets that are already bound nor lets anyone say what happens at a fatal fault (it ends the JVM).
 */
public final class EmbeddedBroker implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(EmbeddedBroker.class);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(10);

    private final int port;
    private final ControllerServer controller;
    private final BrokerServer broker;
    private final AtomicBoolean closed = new AtomicBoolean();

    private EmbeddedBroker(int port, ControllerServer controller, BrokerServer broker) {
        this.port = port;
        this.controller = controller;
        this.broker = broker;
    }

    /**
     * Starts a broker and returns once it serves. The caller sees to it that no other process uses the directory.
     *
     * @param logDirectory where its data are, or will be
     * @param port its port on 127.0.0.1; 0 for a free one
     * @param onFault told, from any thread, of a fault after which the broker cannot go on
     * @throws BrokerStartException if the port is taken, or the data cannot be read
     */
    public static EmbeddedBroker start(Path logDirectory, int port, Consumer<Throwable> onFault) {
        return start(logDirectory, port, Map.of(), onFault);
    }

    /**
     * The same, with settings of Kafka's brokers over our own.
     *
     * @param more names and values as in {@code server.properties}
     */
    static EmbeddedBroker start(Path logDirectory, int port, Map<String, String> more, Consumer<Throwable> onFault) {
        try (LoopbackSockets sockets = new LoopbackSockets()) {
            int clientPort = sockets.reserve(port);
            int controllerPort = sockets.reserve(0);
            BrokerSeat seat = new BrokerSeat(
                    BrokerSettings.NODE_ID,
                    clientPort,
                    Map.of(BrokerSettings.NODE_ID, controllerPort),
                    Uuid.randomUuid().toString(),
                    List.of());
            return start(logDirectory, seat, more, sockets, onFault);
        }
    }

    /**
     * Starts one of several brokers, and returns once it serves: when most of the others are up, too.
     *
     * @param logDirectory where its data are, or will be; of no other broker
     * @param onFault told, from any thread, of a fault after which the broker cannot go on
     * @throws BrokerStartException if a port is taken, or the data cannot be read
     */
    public static EmbeddedBroker join(Path logDirectory, BrokerSeat seat, Consumer<Throwable> onFault) {
        try (LoopbackSockets sockets = new LoopbackSockets()) {
            sockets.reserve(seat.port());
            sockets.reserve(seat.controllerPort());
            seat.doors().forEach(door -> sockets.reserve(door.port()));
            return start(logDirectory, seat, Map.of(), sockets, onFault);
        }
    }

    private static EmbeddedBroker start(
            Path logDirectory,
            BrokerSeat seat,
            Map<String, String> more,
            LoopbackSockets sockets,
            Consumer<Throwable> onFault) {
        long begin = System.nanoTime();
        Path directory = logDirectory.toAbsolutePath().normalize();
        boolean afterKill = seat.brokers() == 1 && DeadBroker.isIn(directory);
        BrokerStorage.formatIfNew(directory, seat);
        Properties settings = BrokerSettings.of(directory, seat);
        settings.putAll(more);
        EmbeddedBroker started = assemble(seat.port(), new KafkaConfig(settings, false), sockets, onFault);
        started.startUp(afterKill);
        log.info(
                "Kafka broker on {} with its data in {} is up after {} ms",
                started.bootstrapServers(),
                directory,
                Duration.ofNanos(System.nanoTime() - begin).toMillis());
        return started;
    }

    private static EmbeddedBroker assemble(
            int port, KafkaConfig config, LoopbackSockets sockets, Consumer<Throwable> onFault) {
        Tuple2<MetaPropertiesEnsemble, BootstrapMetadata> storage = open(config);
        String clusterId = storage._1().clusterId().orElseThrow();
        Map<Integer, InetSocketAddress> voters =
                QuorumConfig.parseVoterConnections(config.quorumConfig().voters());
        SharedServer shared = new SharedServer(
                config,
                storage._1(),
                Time.SYSTEM,
                Server.initializeMetrics(config, Time.SYSTEM, clusterId),
                CompletableFuture.completedFuture(voters),
                List.of(),
                new BrokerFaults(onFault),
                sockets);
        return new EmbeddedBroker(
                port,
                new ControllerServer(shared, KafkaRaftServer.configSchema(), storage._2()),
                new BrokerServer(shared));
    }

    private static Tuple2<MetaPropertiesEnsemble, BootstrapMetadata> open(KafkaConfig config) {
        try {
            return KafkaRaftServer.initializeLogDirs(config, log, "[embedded broker] ");
        } catch (RuntimeException e) {
            throw failed(e);
        }
    }

    private void startUp(boolean afterKill) {
        try {
            controller.startup();
            if (afterKill) {
                DeadBroker.bury(controller.controller());
            }
            broker.startup();
        } catch (RuntimeException e) {
            close();
            throw failed(e);
        }
    }

    private static BrokerStartException failed(RuntimeException e) {
        return new BrokerStartException("Expected the Kafka broker to start, but it failed: " + e.getMessage(), e);
    }

    /** Its port on 127.0.0.1. */
    public int port() {
        return port;
    }

    /** What a client on this machine takes as {@code bootstrap.servers}. */
    public String bootstrapServers() {
        return LoopbackSockets.HOST + ":" + port;
    }

    /** Stops it in an orderly way, within seconds. A second call does nothing. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        broker.shutdown(STOP_WITHIN);
        controller.shutdown();
        broker.awaitShutdown();
        controller.awaitShutdown();
    }
}
