package dev.reprise.node;

import dev.reprise.node.broker.EmbeddedBroker;
import dev.reprise.node.config.Mode;
import dev.reprise.node.config.NodeConfig;
import dev.reprise.node.config.NodeOptions;
import dev.reprise.node.http.HttpServer;
import dev.reprise.node.http.MetricsRoute;
import dev.reprise.node.http.bounds.HttpBounds;
import dev.reprise.node.metrics.NodeMetrics;
import dev.reprise.node.registry.RegistryErrors;
import dev.reprise.node.registry.SchemaRegistryRoutes;
import dev.reprise.query.http.ErrorForm;
import dev.reprise.schemas.SchemaCatalogue;
import io.javalin.config.RoutesConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * One node: its parts, put together as its configuration says, started in order and stopped in the opposite one. Nothing that it
 * has answered is lost by stopping it, however it is stopped.
 */
public final class Node implements AutoCloseable {
    private static final Duration TO_WRITE_ANSWERS = Duration.ofSeconds(1);
    private static final Duration LONGEST_FINISH = Duration.ofSeconds(20);

    private static final long LOOK_EVERY_MILLIS = 20;

    private final Teardown teardown;
    private final HttpServer http;
    private final List<Part> parts;
    private final Health health;
    private final String url;
    private final KafkaAccess kafka;
    private final CompletableFuture<Throwable> fault;

    private Node(Surroundings surroundings, HttpServer http, Teardown teardown, CompletableFuture<Throwable> fault) {
        this.teardown = teardown;
        this.http = http;
        this.fault = fault;
        kafka = surroundings.kafka();
        url = Advertised.toPeople(surroundings.config(), http);
        parts = Parts.of(surroundings, teardown);
        health = new Health(parts);
    }

    /**
     * Starts a node and returns while it is still getting ready; {@link #awaitReady} waits for that.
     *
     * @throws RuntimeException with a sentence for people if it cannot start; nothing of it is left then
     */
    public static Node start(NodeConfig config) {
        Teardown teardown = new Teardown();
        try {
            CompletableFuture<Throwable> fault = new CompletableFuture<>();
            DataDirectory data = teardown.add("data folder", DataDirectory.lock(config.dataDirectory()));
            NodeMetrics metrics = new NodeMetrics(data.folder());
            Security security = teardown.add("security", Security.of(config, metrics.metrics()));
            HttpServer http = teardown.add(
                    "HTTP port",
                    HttpServer.bind(
                            config.text(NodeOptions.HTTP_HOST),
                            config.number(NodeOptions.HTTP_PORT),
                            HttpBounds.of(config),
                            finish(config.millis(NodeOptions.ANSWER_TIMEOUT_MS)),
                            security.tls()));
            KafkaAccess kafka = kafka(config, data, teardown, fault::complete);
            Surroundings surroundings = new Surroundings(
                    config,
                    kafka,
                    data,
                    Advertised.toNodes(config, http),
                    TopicStart.partitions(config, kafka),
                    teardown.add("metrics", metrics),
                    security,
                    fault::complete);
            Node node = new Node(surroundings, http, teardown, fault);
            http.start(node.routes(surroundings), node.errorForms(), security.gate());
            node.parts.forEach(Part::start);
            return node;
        } catch (RuntimeException e) {
            teardown.close();
            throw e;
        }
    }

    private static KafkaAccess kafka(
            NodeConfig config, DataDirectory data, Teardown teardown, Consumer<Throwable> onFault) {
        if (config.mode() == Mode.CLUSTER) {
            return KafkaAccess.of(config);
        }
        EmbeddedBroker broker = teardown.add(
                "Kafka broker", EmbeddedBroker.start(data.kafka(), config.number(NodeOptions.KAFKA_PORT), onFault));
        return new KafkaAccess(broker.bootstrapServers(), config.kafkaSettings());
    }

    private List<Consumer<RoutesConfig>> routes(Surroundings surroundings) {
        List<Consumer<RoutesConfig>> routes = new ArrayList<>();
        parts.forEach(part -> routes.add(part::register));
        routes.add(new HealthRoutes(health, About.node(surroundings, url))::register);
        routes.add(config -> MetricsRoute.register(config, surroundings.metrics()));
        if (surroundings.config().optionalText(NodeOptions.SCHEMA_REGISTRY_URL).isEmpty()) {
            routes.add(new SchemaRegistryRoutes(SchemaCatalogue.released())::register);
        }
        return routes;
    }

    private List<ErrorForm> errorForms() {
        return Stream.concat(
                        parts.stream().flatMap(part -> part.errorForms().stream()), Stream.of(new RegistryErrors()))
                .toList();
    }

    /** Base URL of its HTTP API for those on this machine. */
    public String url() {
        return url;
    }

    /** The Kafka brokers that it works with, {@code host:port,…}. */
    public String bootstrapServers() {
        return kafka.bootstrapServers();
    }

    /** Why it does not serve requests at the moment; empty if it does. */
    public Optional<String> notReady() {
        return health.notReady();
    }

    /**
     * Waits until it serves requests, however long that takes: whoever ended it while it restores would make it begin anew.
     *
     * @throws NodeStartException if it fails meanwhile
     */
    public void awaitReady() {
        while (health.notReady().isPresent()) {
            awaitMoment();
        }
    }

    /**
     * The same, for those who cannot wait for ever.
     *
     * @throws NodeStartException if it fails meanwhile, or the time is over
     */
    public void awaitReady(Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (health.notReady().isPresent()) {
            if (System.nanoTime() > deadline) {
                throw new NodeStartException("Expected to be ready within " + patience.toSeconds() + " s, but "
                        + health.notReady().orElse("it took a little longer"));
            }
            awaitMoment();
        }
    }

    private void awaitMoment() {
        awaitFault(Duration.ofMillis(LOOK_EVERY_MILLIS)).ifPresent(cause -> {
            throw new NodeStartException("Expected to become ready, but " + cause.getMessage(), cause);
        });
        if (Thread.currentThread().isInterrupted()) {
            throw new NodeStartException("Interrupted while getting ready");
        }
    }

    /** Long enough for every command to come to its answer, or to the end of the waiting for it; within what a stop may take. */
    private static Duration finish(Duration longestAnswer) {
        Duration enough = longestAnswer.plus(TO_WRITE_ANSWERS);
        return enough.compareTo(LONGEST_FINISH) < 0 ? enough : LONGEST_FINISH;
    }

    /** Waits until it cannot go on, and says why. */
    public Throwable awaitFault() {
        return fault.join();
    }

    private Optional<Throwable> awaitFault(Duration patience) {
        try {
            return Optional.of(fault.get(patience.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** Takes no more requests, answers those under way, and stops all parts in order. A second call does nothing. */
    @Override
    public void close() {
        health.stopping();
        parts.forEach(Part::drain);
        // Others take over its partitions while it waits for answers: those to its own commands come from them.
        Thread handingOver = new Thread(() -> parts.forEach(Part::handOver), "reprise-hand-over");
        handingOver.start();
        http.close();
        try {
            handingOver.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        teardown.close();
    }
}
