package dev.reprise.node.http;

import dev.reprise.node.http.bounds.Bounds;
import dev.reprise.node.http.bounds.HttpBounds;
import dev.reprise.query.http.ErrorForm;
import dev.reprise.query.http.HttpConventions;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.jspecify.annotations.Nullable;

/**
 * The one HTTP server of a node. Its port is bound first, so that the parts of the node can be told what it is, and started last.
 */
public final class HttpServer implements AutoCloseable {
    private static final int BACKLOG = 512;
    private static final Duration FINISH_WITHIN = Duration.ofSeconds(5);

    private final ServerSocketChannel socket;
    private final String host;
    private final long mostBodyBytes;
    private final Bounds bounds;
    private @Nullable Javalin running;

    private HttpServer(ServerSocketChannel socket, String host, HttpBounds bounds) {
        this.socket = socket;
        this.host = host;
        mostBodyBytes = bounds.bodyBytes();
        this.bounds = new Bounds(bounds);
    }

    /**
     * Binds a port; callers wait until {@link #start}.
     *
     * @param port 0 for a free one
     */
    public static HttpServer bind(String host, int port, HttpBounds bounds) {
        ServerSocketChannel socket = null;
        try {
            socket = ServerSocketChannel.open();
            socket.bind(new InetSocketAddress(host, port), BACKLOG);
            return new HttpServer(socket, host, bounds);
        } catch (IOException e) {
            closeQuietly(socket);
            throw new HttpStartException(
                    "Expected to open HTTP port " + port + " on " + host + ", but it could not be bound: "
                            + e.getMessage(),
                    e);
        }
    }

    public int port() {
        return socket.socket().getLocalPort();
    }

    /** What clients hold of it. */
    Bounds bounds() {
        return bounds;
    }

    /** {@code host:port} as it was bound. */
    public String address() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port();
    }

    /**
     * Serves these routes, by the conventions of all our HTTP.
     *
     * @param errors how APIs among them tell of errors that have a form of their own
     */
    public void start(List<Consumer<RoutesConfig>> routes, List<ErrorForm> errors) {
        running = Javalin.create(config -> configure(config, routes, errors)).start();
    }

    private void configure(JavalinConfig config, List<Consumer<RoutesConfig>> routes, List<ErrorForm> errors) {
        HttpConventions.apply(config, errors);
        config.startup.startupWatcherEnabled = false;
        config.http.maxRequestSize = mostBodyBytes;
        config.jetty.threadPool = bounds.threads();
        config.jetty.modifyHttpConfiguration(bounds::apply);
        config.jetty.addConnector(this::connector);
        config.jetty.modifyServer(server -> {
            server.setHandler(new GracefulHandler(bounds.door()));
            server.addBean(bounds);
            server.setStopTimeout(FINISH_WITHIN.toMillis());
        });
        routes.forEach(part -> part.accept(config.routes));
    }

    private Connector connector(Server server, HttpConfiguration http) {
        ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http));
        bounds.apply(connector);
        try {
            connector.open(socket);
        } catch (IOException e) {
            throw new HttpStartException("Expected to serve HTTP on " + address() + ", but: " + e.getMessage(), e);
        }
        return connector;
    }

    /** Takes no more requests, and waits for up to 5 s until those under way have their answers. */
    @Override
    public void close() {
        if (running != null) {
            running.stop();
        }
        closeQuietly(socket);
    }

    private static void closeQuietly(@Nullable ServerSocketChannel socket) {
        if (socket == null) {
            return;
        }
        try {
            socket.close();
        } catch (IOException e) {
            // A listening socket holds nothing that could be lost.
        }
    }
}
