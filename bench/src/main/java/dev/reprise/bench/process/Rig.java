package dev.reprise.bench.process;

import dev.reprise.schemas.TopicSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/**
 * What a run stands on: a folder, a broker in a JVM of its own, and the processes that are to be measured. All of it goes away with
 * {@link #close}, at the end of this process, and when the run takes longer than it may.
 */
public final class Rig implements AutoCloseable {
    private static final int TIMED_OUT = 4;
    private static final String STANDALONE = "standalone";
    private static final Set<String> NOT_MEASURED = Set.of("broker", "bare", "launched");

    private final Path folder;
    private final List<Child> children = new ArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private @Nullable Child broker;
    private String bootstrapServers = "";

    private Rig(Duration limit) {
        try {
            folder = Files.createTempDirectory("reprise-bench-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(this::cleanUp, "cleans up"));
        watch(limit);
        ProgressLines.say("folder %s", folder);
    }

    /**
     * With a broker, and the topics with one partition each.
     *
     * @param limit longest time that the run may take
     */
    public static Rig withBroker(Duration limit) {
        Rig rig = new Rig(limit);
        Child broker =
                rig.started("broker", List.of("-Xms512m", "-Xmx512m"), BrokerMain.class, List.of(rig.path("broker")));
        rig.broker = broker;
        rig.bootstrapServers = broker.ready();
        rig.createTopics();
        return rig;
    }

    /** With a folder alone. */
    public static Rig withoutBroker(Duration limit) {
        return new Rig(limit);
    }

    /** A node with its own broker, as {@code reprise standalone} starts it; not ready yet. */
    public Child standalone(int partitions, List<String> jvm) {
        return started(
                STANDALONE,
                jvm,
                StandaloneMain.class,
                List.of(
                        "standalone",
                        "--http-port",
                        "0",
                        "--kafka-port",
                        "0",
                        "--data-dir",
                        path("data"),
                        "--partitions",
                        Integer.toString(partitions)));
    }

    /**
     * A standalone node as a user starts it, on free ports; not ready yet.
     *
     * @param launcher {@code bin/reprise}, which builds nothing
     */
    public Child launched(Path launcher) {
        List<String> command = List.of(
                launcher.toString(), STANDALONE, "--http-port", "0", "--kafka-port", "0", "--data-dir", path("data"));
        return watched(Child.launch("launched", folder, command, Map.of("REPRISE_NO_BUILD", "yes")));
    }

    /** Where a standalone node keeps its data. */
    public Path nodeFolder() {
        return folder.resolve("data");
    }

    /** The engine, once it runs. */
    public Child engine(Duration commitInterval, List<String> jvm) {
        return ready(engine(Member.alone(commitInterval), jvm));
    }

    /** One of the processes of the engine; not ready yet. */
    public Child engine(Member member, List<String> jvm) {
        return started(member.name(), jvm, EngineMain.class, member.arguments(bootstrapServers, path(member.name())));
    }

    /** The local state of a process of the engine. */
    public Path stateOf(Member member) {
        return folder.resolve(member.name());
    }

    /** Where the broker keeps its topics. */
    public Path brokerFolder() {
        return folder.resolve("broker");
    }

    /** The yardstick, once it runs. */
    public Child bare(Duration commitInterval, List<String> jvm, String rocksDb) {
        return ready(started(
                "bare",
                jvm,
                BareMain.class,
                List.of(bootstrapServers, path("bare"), Long.toString(commitInterval.toMillis()), rocksDb)));
    }

    public Child broker() {
        return Objects.requireNonNull(broker, "started without a broker");
    }

    public String bootstrapServers() {
        return bootstrapServers;
    }

    public Path folder() {
        return folder;
    }

    private Child started(String name, List<String> jvm, Class<?> main, List<String> arguments) {
        return watched(Child.start(name, folder, jvm, main, arguments));
    }

    private Child watched(Child child) {
        synchronized (children) {
            children.add(child);
        }
        ProgressLines.say("%s is process %d", child.name(), child.pid());
        return child;
    }

    private static Child ready(Child child) {
        String unused = child.ready();
        return child;
    }

    private void createTopics() {
        List<NewTopic> topics = new ArrayList<>();
        TopicSettings.all().forEach(settings -> topics.add(settings.newTopic(1, (short) 1)));
        topics.add(new NewTopic(BareMain.IN, 1, (short) 1));
        topics.add(new NewTopic(BareMain.OUT, 1, (short) 1));
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
            admin.createTopics(topics).all().get();
            List<String> names = topics.stream().map(NewTopic::name).toList();
            while (!canBeSeen(admin, names)) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("Expected to create the topics, but " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The controller has made them; the broker tells its clients of them a little later. */
    private static boolean canBeSeen(Admin admin, List<String> topics) throws ExecutionException, InterruptedException {
        try {
            return admin.describeTopics(topics).allTopicNames().get().size() == topics.size();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return false;
            }
            throw e;
        }
    }

    private void watch(Duration limit) {
        Thread watch = new Thread(
                () -> {
                    try {
                        if (!closed.await(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                            ProgressLines.say("given up after %d s, the time limit", limit.toSeconds());
                            Runtime.getRuntime().exit(TIMED_OUT);
                        }
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "time limit");
        watch.setDaemon(true);
        watch.start();
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    @Override
    public void close() {
        if (closed.getCount() == 0) {
            return;
        }
        closed.countDown();
        synchronized (children) {
            // They may have a recording to write; what the others have goes away anyway.
            children.stream()
                    .filter(child -> !NOT_MEASURED.contains(child.name()))
                    .forEach(Child::close);
        }
        cleanUp();
    }

    private void cleanUp() {
        synchronized (children) {
            children.forEach(Child::kill);
        }
        try {
            Folders.delete(folder);
        } catch (UncheckedIOException e) {
            ProgressLines.say("could not delete %s: %s", folder, e);
        }
    }
}
