package dev.reprise.node;

import dev.reprise.node.config.Mode;
import dev.reprise.node.config.NodeConfig;
import dev.reprise.node.config.NodeOptions;
import dev.reprise.node.http.HttpServer;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Set;

/** Under which address a node's HTTP server is reached. */
final class Advertised {
    private static final String LOOPBACK = "127.0.0.1";
    private static final Set<String> ALL_ADDRESSES = Set.of("0.0.0.0", "::", "[::]");

    private Advertised() {}

    /** {@code host:port} for other nodes: as configured, or as bound; the name of this machine where all its addresses are bound. */
    static String toNodes(NodeConfig config, HttpServer http) {
        if (config.mode() == Mode.CLUSTER) {
            return config.optionalText(NodeOptions.HTTP_ADVERTISED).orElseGet(() -> bound(config, http));
        }
        return http.address();
    }

    /** The base URL for people on this machine. */
    static String toPeople(NodeConfig config, HttpServer http) {
        return http.scheme() + "://" + (bindsAll(config) ? LOOPBACK + ":" + http.port() : http.address());
    }

    private static String bound(NodeConfig config, HttpServer http) {
        if (!bindsAll(config)) {
            return http.address();
        }
        try {
            return InetAddress.getLocalHost().getHostName() + ":" + http.port();
        } catch (UnknownHostException e) {
            throw new NodeStartException(
                    "Expected to find out the name of this machine, but: " + e.getMessage() + ". --"
                            + NodeOptions.HTTP_ADVERTISED + " can say how other nodes reach this one",
                    e);
        }
    }

    private static boolean bindsAll(NodeConfig config) {
        return ALL_ADDRESSES.contains(config.text(NodeOptions.HTTP_HOST));
    }
}
