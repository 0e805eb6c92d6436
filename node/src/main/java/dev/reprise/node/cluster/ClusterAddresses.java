package dev.reprise.node.cluster;

import dev.reprise.node.broker.BrokerSeat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.common.Uuid;

/** The ports of all members, chosen once for as long as the cluster lives, and the id that its brokers have in common. */
final class ClusterAddresses {
    private static final String CLUSTER_ID = "cluster-id";

    private final ClusterPlan plan;
    private final String clusterId;
    private final Map<Integer, Integer> voters = new TreeMap<>();
    private final List<BrokerSeat> seats = new ArrayList<>();
    private final List<Integer> httpPorts = new ArrayList<>();

    ClusterAddresses(ClusterPlan plan) {
        this.plan = plan;
        clusterId = clusterId(plan.folder());
        FreePorts ports = new FreePorts();
        for (int id = 1; id <= plan.brokers(); id++) {
            voters.put(id, ports.next());
        }
        for (int id = 1; id <= plan.brokers(); id++) {
            seats.add(new BrokerSeat(id, ports.next(), voters, clusterId, doors(ports)));
        }
        for (int node = 0; node < plan.nodes(); node++) {
            httpPorts.add(plan.firstHttpPort() == 0 ? ports.next() : plan.firstHttpPort() + node);
        }
    }

    private List<BrokerSeat.Door> doors(FreePorts ports) {
        List<BrokerSeat.Door> doors = new ArrayList<>();
        for (int node = 1; plan.ownDoors() && node <= plan.nodes(); node++) {
            doors.add(new BrokerSeat.Door("NODE" + node, ports.next(), ports.next()));
        }
        return doors;
    }

    /** The same at the next start: brokers refuse data of another cluster. */
    private static String clusterId(Path folder) {
        Path file = folder.resolve(CLUSTER_ID);
        try {
            if (Files.exists(file)) {
                return Files.readString(file).trim();
            }
            Files.createDirectories(folder);
            String id = Uuid.randomUuid().toString();
            Files.writeString(file, id);
            return id;
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to read or write " + file + ", but could not", e);
        }
    }

    String clusterId() {
        return clusterId;
    }

    List<BrokerSeat> seats() {
        return seats;
    }

    /** For clients that have no door of their own. */
    String bootstrapServers() {
        return joined(seats.stream().map(BrokerSeat::port).toList());
    }

    /** For a node, counted from 0. */
    String bootstrapServers(int node) {
        return plan.ownDoors()
                ? joined(seats.stream()
                        .map(seat -> seat.doors().get(node).advertisedPort())
                        .toList())
                : bootstrapServers();
    }

    int httpPort(int node) {
        return httpPorts.get(node);
    }

    private static String joined(List<Integer> ports) {
        return ports.stream().map(port -> "127.0.0.1:" + port).collect(Collectors.joining(","));
    }
}
