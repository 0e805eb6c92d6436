package dev.reprise.query.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import io.javalin.router.Endpoint;

/** Adds routes that each say in one line what they are for; the index at {@code /} shows them. */
public final class Routes {
    private final RoutesConfig config;

    private Routes(RoutesConfig config) {
        this.config = config;
    }

    public static Routes in(RoutesConfig config) {
        return new Routes(config);
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
        config.addEndpoint(
                Endpoint.create(method, path).addMetadata(new Summary(summary)).handler(handler));
        return this;
    }
}
