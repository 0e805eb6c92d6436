package dev.reprise.faults.net;

import dev.reprise.node.broker.BrokerSeat;
import java.util.ArrayList;
import java.util.List;

/** The network between each node and all brokers. */
public final class Network implements AutoCloseable {
    private final List<Gate> gates = new ArrayList<>();
    private final List<List<Wire>> wires = new ArrayList<>();

    /** Stands at the doors of these brokers: the first for the first node, and so on. */
    public Network(List<BrokerSeat> seats, int nodes) {
        for (int node = 0; node < nodes; node++) {
            Gate gate = new Gate();
            List<Wire> ofNode = new ArrayList<>();
            for (BrokerSeat seat : seats) {
                BrokerSeat.Door door = seat.doors().get(node);
                ofNode.add(new Wire(door.advertisedPort(), door.port(), gate));
            }
            gates.add(gate);
            wires.add(ofNode);
        }
    }

    /** Nothing passes between this node and any broker, until {@link #mend}. */
    public void cut(int node) {
        gates.get(node).set(false);
    }

    /** What was on its way arrives. */
    public void mend(int node) {
        gates.get(node).set(true);
    }

    /** Breaks all connections between this node and the brokers. */
    public void reset(int node) {
        wires.get(node).forEach(Wire::reset);
    }

    @Override
    public void close() {
        wires.forEach(ofNode -> ofNode.forEach(Wire::close));
    }
}
