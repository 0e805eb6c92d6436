package dev.reprise.faults.fault;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.reprise.node.cluster.LocalCluster;
import dev.reprise.node.cluster.Member;
import dev.reprise.schemas.Topics;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;

/** A cluster that things are done to, and how it is seen from outside. */
public final class Arena {
    private static final Duration STEADY_WITHIN = Duration.ofSeconds(150);
    private static final Duration CALM = Duration.ofSeconds(4);
    private static final Duration ASK_WITHIN = Duration.ofSeconds(3);
    private static final Duration JCMD_WITHIN = Duration.ofSeconds(20);
    private static final long LOOK_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
    private static final int OK = 200;

    /** Records that all copies together may lack: what is written in some seconds. */
    private static final long NEARLY_AS_NEW = 5_000;

    private static final String GROUP = "reprise";

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(1))
            .build();
    private final ObjectMapper json = new ObjectMapper();
    private final LocalCluster cluster;

    public Arena(LocalCluster cluster) {
        this.cluster = cluster;
    }

    public LocalCluster cluster() {
        return cluster;
    }

    /**
     * Waits until every process runs, every node serves, and every partition of Kafka has all its replicas.
     *
     * @throws IllegalStateException if that takes longer than 150 s: the cluster does not recover
     */
    public void awaitSteady() {
        long deadline = System.nanoTime() + STEADY_WITHIN.toNanos();
        String missing = missing();
        while (!missing.isEmpty()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("Expected the cluster to recover within " + STEADY_WITHIN.toSeconds()
                        + " s, but " + missing + ends());
            }
            LockSupport.parkNanos(LOOK_EVERY_NANOS);
            cluster.members().filter(member -> !member.isAlive()).forEach(Member::start);
            missing = missing();
        }
    }

    /**
     * Waits until there are so many nodes that serve, and every partition of Kafka has all its replicas: one more fault may happen, though
     * others are not over yet.
     *
     * @throws IllegalStateException if that takes longer than 150 s
     */
    public void awaitNodes(int least) {
        long deadline = System.nanoTime() + STEADY_WITHIN.toNanos();
        while (readyNodes() < least || !underReplicated().isEmpty()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("Expected %d nodes to serve within %d s, but only %d do; %s%s"
                        .formatted(least, STEADY_WITHIN.toSeconds(), readyNodes(), underReplicated(), ends()));
            }
            LockSupport.parkNanos(LOOK_EVERY_NANOS);
            cluster.members().filter(member -> !member.isAlive()).forEach(Member::start);
        }
    }

    /**
     * Waits until nothing has been amiss for some seconds, and copies of partitions are nearly as new as these: a node that was frozen says
     * that it is ready until it sees that it has been replaced, and one whose partitions others are still copying is missed until they
     * have.
     *
     * @param waiting fewer commands than this may be undecided
     * @throws IllegalStateException if that takes longer than 150 s
     */
    public void awaitCalm(long waiting) {
        long deadline = System.nanoTime() + STEADY_WITHIN.toNanos();
        long since = System.nanoTime();
        while (System.nanoTime() - since < CALM.toNanos()) {
            String missing = missing();
            if (missing.isEmpty()) {
                missing = copies();
            }
            long behind = behind();
            if (!missing.isEmpty() || behind >= waiting) {
                since = System.nanoTime();
            }
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("Expected nothing to be amiss for " + CALM.toSeconds() + " s within "
                        + STEADY_WITHIN.toSeconds() + " s; " + (missing.isEmpty() ? "" : missing + ", ") + behind
                        + " commands are not decided" + ends());
            }
            LockSupport.parkNanos(LOOK_EVERY_NANOS);
            cluster.members().filter(member -> !member.isAlive()).forEach(Member::start);
        }
    }

    /** Whether nothing is amiss. */
    boolean isSteady() {
        return missing().isEmpty();
    }

    private long readyNodes() {
        return IntStream.range(0, cluster.nodes().size()).filter(this::isReady).count();
    }

    private String missing() {
        for (int node = 0; node < cluster.nodes().size(); node++) {
            if (!isReady(node)) {
                return cluster.nodes().get(node).name() + " is not ready";
            }
        }
        return underReplicated();
    }

    /**
     * Waits until every command in the log has been decided.
     *
     * @throws IllegalStateException if that takes longer than 150 s
     */
    public void awaitDecided() {
        long deadline = System.nanoTime() + STEADY_WITHIN.toNanos();
        long behind = behind();
        while (behind > 0) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("Expected all commands to be decided within "
                        + STEADY_WITHIN.toSeconds() + " s, but " + behind + " are not" + ends());
            }
            LockSupport.parkNanos(LOOK_EVERY_NANOS);
            behind = behind();
        }
    }

    /** Records of job-commands behind the offsets that are committed. */
    private long behind() {
        try (Admin admin = Admin.create(Map.of(
                "bootstrap.servers",
                cluster.bootstrapServers(),
                "request.timeout.ms",
                4_000,
                "default.api.timeout.ms",
                5_000))) {
            Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(GROUP)
                    .partitionsToOffsetAndMetadata()
                    .get();
            Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
            int partitions = requireNonNull(admin.describeTopics(List.of(Topics.JOB_COMMANDS))
                            .allTopicNames()
                            .get()
                            .get(Topics.JOB_COMMANDS))
                    .partitions()
                    .size();
            for (int partition = 0; partition < partitions; partition++) {
                ends.put(new TopicPartition(Topics.JOB_COMMANDS, partition), OffsetSpec.latest());
            }
            long behind = 0;
            for (var end : admin.listOffsets(ends).all().get().entrySet()) {
                OffsetAndMetadata at = committed.get(end.getKey());
                behind += Math.max(0, end.getValue().offset() - (at == null ? 0 : at.offset()));
            }
            return behind;
        } catch (ExecutionException e) {
            return Long.MAX_VALUE; // asked again
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private boolean isReady(int node) {
        try {
            return http.send(request(node, "/health/ready"), BodyHandlers.discarding())
                            .statusCode()
                    == OK;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private HttpRequest request(int node, String path) {
        return HttpRequest.newBuilder(URI.create(cluster.url(node) + path))
                .timeout(ASK_WITHIN)
                .build();
    }

    private String underReplicated() {
        try (Admin admin = Admin.create(Map.of(
                "bootstrap.servers",
                cluster.bootstrapServers(),
                "request.timeout.ms",
                4_000,
                "default.api.timeout.ms",
                5_000))) {
            for (TopicDescription topic : admin.describeTopics(
                            admin.listTopics().names().get())
                    .allTopicNames()
                    .get()
                    .values()) {
                for (TopicPartitionInfo partition : topic.partitions()) {
                    if (partition.isr().size() < partition.replicas().size()) {
                        return topic.name() + "-" + partition.partition() + " has not all its replicas";
                    }
                }
            }
            return "";
        } catch (ExecutionException e) {
            return "the brokers do not answer";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** What there is to say of a cluster that does not recover: how each node sees itself, how its log ends, and where its threads are. */
    private String ends() {
        StringBuilder text = new StringBuilder();
        for (int node = 0; node < cluster.nodes().size(); node++) {
            Member member = cluster.nodes().get(node);
            text.append("\n== %s: %s; threads in %s%n%s"
                    .formatted(member.name(), status(node), threads(member), member.endOfLog()));
        }
        cluster.brokers()
                .forEach(broker -> text.append("\n== %s: threads in %s".formatted(broker.name(), threads(broker))));
        return text.toString();
    }

    /** What the copies on all nodes lack; empty if they are nearly as new as what they are copies of. */
    private String copies() {
        long behind = 0;
        for (int node = 0; node < cluster.nodes().size(); node++) {
            OptionalLong lacking = CopyMetrics.recordsBehind(text(node, "/metrics"));
            if (lacking.isEmpty()) {
                return cluster.nodes().get(node).name() + " does not tell what its copies lack";
            }
            behind += lacking.getAsLong();
        }
        return behind < NEARLY_AS_NEW ? "" : "copies lack " + behind + " records";
    }

    private String status(int node) {
        return text(node, "/health/status");
    }

    private String text(int node, String path) {
        try {
            return http.send(request(node, path), BodyHandlers.ofString()).body();
        } catch (IOException e) {
            return e.toString();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "not asked";
        }
    }

    /** The file with where its threads are. */
    private Path threads(Member member) {
        Path log = cluster.log(member.name());
        Path file = log.resolveSibling(member.name() + "-threads.txt");
        try {
            new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "jcmd")
                                    .toString(),
                            Long.toString(member.pid()),
                            "Thread.print")
                    .redirectErrorStream(true)
                    .redirectOutput(file.toFile())
                    .start()
                    .waitFor(JCMD_WITHIN.toSeconds(), TimeUnit.SECONDS);
        } catch (IOException e) {
            return Path.of("no file: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return file;
    }

    /** Partitions that a node decides; none if it cannot be asked. */
    public List<Integer> partitions(int node) {
        try {
            JsonNode status = json.readTree(http.send(request(node, "/health/status"), BodyHandlers.ofString())
                    .body());
            List<Integer> partitions = new ArrayList<>();
            status.path("parts").path("processor").path("partitions").forEach(number -> partitions.add(number.asInt()));
            return partitions;
        } catch (IOException e) {
            return List.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Index of the broker that is the active controller; the first one if nobody knows. */
    int controller() {
        try (Admin admin = Admin.create(Map.of(
                "bootstrap.servers",
                cluster.bootstrapServers(),
                "request.timeout.ms",
                4_000,
                "default.api.timeout.ms",
                5_000))) {
            return admin.describeMetadataQuorum().quorumInfo().get().leaderId() - 1;
        } catch (ExecutionException e) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
