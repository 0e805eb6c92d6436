package dev.reprise.node.http;

import dev.reprise.node.http.bounds.Bounds;
import dev.reprise.node.http.bounds.HttpBounds;
import dev.reprise.node.http.bounds.Leaving;
import dev.reprise.node.tls.Tls;
import dev.reprise.query.access.Gate;
import dev.reprise.query.http.ErrorForm;
import dev.reprise.query.http.HttpConventions;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.util.JavalinException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one HTTP server of a node. Its port is taken first, so that the parts of the node can be told what it is and a port that is not free is
 * said at once, and served last. In between connections are refused, and clients go to another node: they would wait otherwise.
 */
public final class HttpServer implements AutoCloseable {
    /** Connections that wait to be accepted; when there are more, clients try again only after a second, then after three. */
    private static final int BACKLOG = 4_096;

    private static final Duration STOP_ACCEPTING_WITHIN = Duration.ofSeconds(1);

    private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);

    private final TakenPort port;
    private final String host;
    private final long mostBodyBytes;
    private final Bounds bounds;
    private final Duration finish;
    private final @Nullable Tls tls;
    private @Nullable DrainingConnector connector;
    private @Nullable Javalin running;

    private HttpServer(TakenPort port, String host, HttpBounds bounds, Duration finish, @Nullable Tls tls) {
        this.port = port;
        this.host = host;
        this.finish = finish;
        this.tls = tls;
        mostBodyBytes = bounds.bodyBytes();
        this.bounds = new Bounds(bounds);
    }

    /**
     * Takes a port, which refuses connections until {@link #start}.
     *
     * @param port 0 for a free one
     * @param finish how long requests under way may still take when it is closed
     * @param tls null for HTTP in the clear
     */
    public static HttpServer bind(String host, int port, HttpBounds bounds, Duration finish, @Nullable Tls tls) {
        try {
            return new HttpServer(TakenPort.of(host, port), host, bounds, finish, tls);
        } catch (IOException e) {
            throw new HttpStartException(
                    "Expected to open HTTP port " + port + " on " + host + ", but it could not be bound: "
                            + e.getMessage(),
                    e);
        }
    }

    public int port() {
        return port.number();
    }

    /** What clients hold of it. */
    Bounds bounds() {
        return bounds;
    }

    /** {@code http} or {@code https}. */
    public String scheme() {
        return tls == null ? "http" : "https";
    }

    /** {@code host:port} as it was bound. */
    public String address() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port();
    }

    /**
     * Serves these routes, by the conventions of all our HTTP.
     *
     * @param errors how APIs among them tell of errors that have a form of their own
     * @param gate who may use which route
     */
    public void start(List<Consumer<RoutesConfig>> routes, List<ErrorForm> errors, Gate gate) {
        running = Javalin.create(config -> {
                    HttpConventions.apply(config, errors, gate);
                    configure(config, routes);
                })
                .start();
    }

    private void configure(JavalinConfig config, List<Consumer<RoutesConfig>> routes) {
        config.startup.startupWatcherEnabled = false;
        config.http.maxRequestSize = mostBodyBytes;
        config.jetty.threadPool = bounds.threads();
        config.jetty.modifyHttpConfiguration(bounds::apply);
        config.jetty.addConnector(this::connect);
        config.jetty.modifyServer(server -> {
            server.setHandler(new Leaving(bounds));
            server.addBean(bounds);
            server.setStopTimeout(finish.toMillis());
        });
        routes.forEach(part -> part.accept(config.routes));
        Gate.requireDeclared(config);
    }

    private Connector connect(Server server, HttpConfiguration http) {
        try {
            DrainingConnector taking = new DrainingConnector(server, port.listen(BACKLOG), protocols(http));
            bounds.apply(taking);
            connector = taking;
            return taking;
        } catch (IOException e) {
            throw new HttpStartException("Expected to serve HTTP on " + address() + ", but: " + e.getMessage(), e);
        }
    }

    private ConnectionFactory[] protocols(HttpConfiguration http) {
        HttpConnectionFactory clear = new HttpConnectionFactory(http);
        if (tls == null) {
            return new ConnectionFactory[] {clear};
        }
        // There is one certificate, whatever name a client has for us; whether it trusts that is its to say.
        http.addCustomizer(new SecureRequestCustomizer(false));
        return new ConnectionFactory[] {new SslConnectionFactory(tls.server(), clear.getProtocol()), clear};
    }

    /** Takes no more requests, and waits until those under way have their answers. Those that take too long are cut off. */
    @Override
    public void close() {
        stopAccepting();
        if (running != null) {
            try {
                running.stop();
            } catch (JavalinException e) { // what comes after it has to be stopped all the same
                LOG.warn("Requests that were not answered within {} ms were cut off", finish.toMillis(), e);
            }
        }
        port.close();
    }

    private void stopAccepting() {
        if (connector == null) {
            return;
        }
        try {
            connector.stopAccepting(STOP_ACCEPTING_WITHIN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // connections may be lost, but the rest has to be stopped
        }
    }
}
