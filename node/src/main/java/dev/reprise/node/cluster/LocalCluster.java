package dev.reprise.node.cluster;

import dev.reprise.node.broker.BrokerSeat;
import dev.reprise.node.topics.TopicSetup;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;

/** Brokers and nodes as processes of this machine, on loopback. They end with this process, however it ends. */
public final class LocalCluster implements AutoCloseable {
    private static final Duration READY_WITHIN = Duration.ofSeconds(120);
    /** Any secret that all nodes have in common will do for task tokens that are good on this machine only. */
    private static final String TASK_TOKEN_SECRET = "REPRISE_TASK_TOKEN_SECRET";

    private static final String NAME = "{name}";
    private static final String HOST = "http://127.0.0.1:";

    private final ClusterPlan plan;
    private final ClusterAddresses addresses;
    private final List<Member> brokers;
    private final List<Member> nodes;

    /** Chooses its ports; nothing is started yet. */
    public LocalCluster(ClusterPlan plan) {
        this.plan = plan;
        addresses = new ClusterAddresses(plan);
        brokers =
                addresses.seats().stream().map(seat -> new Member(broker(seat))).toList();
        nodes = IntStream.range(0, plan.nodes())
                .mapToObj(node -> new Member(node(node)))
                .toList();
    }

    private Launch broker(BrokerSeat seat) {
        List<String> arguments = new ArrayList<>(List.of(
                "broker",
                "--with-parent",
                "--id=" + seat.id(),
                "--port=" + seat.port(),
                "--cluster-id=" + seat.clusterId(),
                "--data-dir=" + plan.folder().resolve("broker-" + seat.id())));
        seat.voters().forEach((id, port) -> arguments.add("--voter=" + id + "=" + port));
        seat.doors()
                .forEach(door ->
                        arguments.add("--door=" + door.name() + "=" + door.port() + "=" + door.advertisedPort()));
        return launch("broker-" + seat.id(), plan.brokerJvm(), arguments);
    }

    private Launch node(int number) {
        String name = "node-" + (number + 1);
        List<String> arguments = new ArrayList<>(List.of(
                "node",
                "--with-parent",
                "--bootstrap-servers=" + addresses.bootstrapServers(number),
                "--http-port=" + addresses.httpPort(number),
                "--instance-id=" + name,
                "--standby-replicas=" + Math.min(1, plan.nodes() - 1),
                "--log-format=text",
                "--data-dir=" + plan.folder().resolve(name)));
        arguments.addAll(plan.nodeOptions());
        return launch(name, plan.nodeJvm(), arguments);
    }

    private Launch launch(String name, List<String> jvm, List<String> arguments) {
        List<String> options = new ArrayList<>(
                jvm.stream().map(option -> option.replace(NAME, name)).toList());
        options.add("--enable-native-access=ALL-UNNAMED");
        options.add("-XX:+ExitOnOutOfMemoryError");
        return new Launch(name, options, arguments, Map.of(TASK_TOKEN_SECRET, addresses.clusterId()), log(name));
    }

    /** The file that a member logs into. */
    public Path log(String name) {
        return plan.folder().resolve("logs").resolve(name + ".log");
    }

    /** Starts everything, creates the topics that are missing, and waits until all members serve. */
    public void start() {
        startBrokers();
        nodes.forEach(Member::start);
        nodes.forEach(node -> node.awaitReady(READY_WITHIN));
    }

    /** Starts the brokers and creates the topics that are missing. */
    public void startBrokers() {
        brokers.forEach(Member::start);
        brokers.forEach(broker -> broker.awaitReady(READY_WITHIN));
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers()))) {
            new TopicSetup(admin).create(plan.partitions(), Math.min(3, plan.brokers()));
        }
    }

    public List<Member> brokers() {
        return brokers;
    }

    public List<Member> nodes() {
        return nodes;
    }

    /** Nodes first, in the order in which members are best stopped. */
    public Stream<Member> members() {
        return Stream.concat(nodes.stream(), brokers.stream());
    }

    /** Places of the brokers: their doors tell a proxy where to stand. */
    public List<BrokerSeat> seats() {
        return addresses.seats();
    }

    /** For clients of Kafka that are not nodes of the cluster. */
    public String bootstrapServers() {
        return addresses.bootstrapServers();
    }

    /** Base URL of a node, counted from 0. */
    public String url(int node) {
        return HOST + addresses.httpPort(node);
    }

    /** Base URLs of all nodes. */
    public List<String> urls() {
        return IntStream.range(0, nodes.size()).mapToObj(this::url).collect(Collectors.toList());
    }

    /** Stops all members in an orderly way, the nodes before the brokers. */
    @Override
    public void close() {
        stopAll(nodes);
        stopAll(brokers);
    }

    private static void stopAll(List<Member> members) {
        members.forEach(Member::resume); // one that is frozen does not hear SIGTERM
        members.forEach(Member::beginStop);
        members.forEach(Member::stop);
    }
}
