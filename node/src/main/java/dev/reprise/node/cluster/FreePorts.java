package dev.reprise.node.cluster;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports of loopback for processes that are killed and come back to the same port. They lie below those that the system gives to
 * outgoing connections: one of these could take the port of a process that is down for a moment.
 */
public final class FreePorts {
    private static final int LOWEST = 15_000;
    private static final int HIGHEST = 31_999;
    private static final int TRIES = 1_000;

    private final Set<Integer> given = new HashSet<>();

    /** A port that nobody listens on, and that has not been given before. */
    public synchronized int next() {
        for (int i = 0; i < TRIES; i++) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST + 1);
            if (!given.contains(port) && isFree(port)) {
                given.add(port);
                return port;
            }
        }
        throw new ClusterException("Expected a free port from " + LOWEST + " to " + HIGHEST + ", but found none");
    }

    static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress("127.0.0.1", port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
