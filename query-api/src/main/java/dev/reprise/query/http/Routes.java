package dev.reprise.query.http;

import dev.reprise.query.access.Needs;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import io.javalin.router.Endpoint;

/**
 * Adds routes that each say in one line what they are for, which the index at {@code /} shows, and what they need of their caller:
 * {@code routes.needing(READ).get(…).needing(WORK).post(…)}.
 */
public final class Routes {
    private final RoutesConfig config;
    private final Needs needs;

    private Routes(RoutesConfig config, Needs needs) {
        this.config = config;
        this.needs = needs;
    }

    /** Routes for everyone; until they say what they need, nobody may use them. */
    public static Routes in(RoutesConfig config) {
        return new Routes(config, Needs.UNDECLARED);
    }

    /** Routes for other nodes: the index does not show them. */
    public static PeerRoutes forPeers(RoutesConfig config) {
        return new PeerRoutes(config);
    }

    /** The same, for the routes that are added to it. */
    public Routes needing(Needs wanted) {
        return new Routes(config, wanted);
    }

    public Routes get(String path, String summary, Handler handler) {
        return add(HandlerType.GET, path, summary, handler);
    }

    public Routes post(String path, String summary, Handler handler) {
        return add(HandlerType.POST, path, summary, handler);
    }

    public Routes put(String path, String summary, Handler handler) {
        return add(HandlerType.PUT, path, summary, handler);
    }

    public Routes patch(String path, String summary, Handler handler) {
        return add(HandlerType.PATCH, path, summary, handler);
    }

    public Routes delete(String path, String summary, Handler handler) {
        return add(HandlerType.DELETE, path, summary, handler);
    }

    private Routes add(HandlerType method, String path, String summary, Handler handler) {
        config.addEndpoint(Endpoint.create(method, path)
                .addMetadata(new Summary(summary))
                .addMetadata(needs)
                .handler(handler));
        return this;
    }

    /** Adds what nodes ask each other. */
    public static final class PeerRoutes {
        private final RoutesConfig config;

        private PeerRoutes(RoutesConfig config) {
            this.config = config;
        }

        public PeerRoutes get(String path, Handler handler) {
            return add(HandlerType.GET, path, handler);
        }

        public PeerRoutes post(String path, Handler handler) {
            return add(HandlerType.POST, path, handler);
        }

        private PeerRoutes add(HandlerType method, String path, Handler handler) {
            config.addEndpoint(
                    Endpoint.create(method, path).addMetadata(Needs.PEER).handler(handler));
            return this;
        }
    }
}
