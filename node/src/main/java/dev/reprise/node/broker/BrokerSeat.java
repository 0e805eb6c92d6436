package dev.reprise.node.broker;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The place of one broker among several on this machine. Each is a controller, too; all on loopback.
 *
 * @param id number of the broker, 1 or more
 * @param port for clients and the other brokers
 * @param voters port of the controller of each broker, by its id; this one's among them
 * @param clusterId the same for all of them, 22 characters as Kafka makes them
 * @param doors further ports for clients, each of which tells its clients another address
 */
public record BrokerSeat(int id, int port, Map<Integer, Integer> voters, String clusterId, List<Door> doors) {
    /**
     * A listener of its own for some of the clients: whoever comes in here is told to use the advertised ports of this door, so that
     * a proxy can stand between them and the broker for good.
     *
     * @param name letters and digits; the same at all brokers
     * @param advertisedPort what clients are told
     */
    public record Door(String name, int port, int advertisedPort) {}

    public BrokerSeat {
        if (!voters.containsKey(id)) {
            throw new IllegalArgumentException("Expected broker " + id + " to be among the voters " + voters.keySet());
        }
        voters = Map.copyOf(voters);
        doors = List.copyOf(doors);
    }

    int controllerPort() {
        return voters.getOrDefault(id, 0);
    }

    int brokers() {
        return voters.size();
    }

    /** {@code 1@127.0.0.1:9093,…}: Kafka's way to name controllers. */
    String voterText() {
        return new TreeMap<>(voters)
                .entrySet().stream()
                        .map(voter -> voter.getKey() + "@" + LoopbackSockets.HOST + ":" + voter.getValue())
                        .collect(Collectors.joining(","));
    }
}
