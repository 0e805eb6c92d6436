package dev.reprise.query.access;

import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.router.Endpoint;
import io.javalin.router.ParsedEndpoint;
import java.util.List;

/** Looks at every request that has a route, before the route does. */
@FunctionalInterface
public interface Gate {
    /** Lets everybody do everything. */
    Gate OPEN = (ctx, needs) -> Principal.EVERYBODY;

    /**
     * Who calls.
     *
     * @throws dev.reprise.query.http.ProblemException 401 if that cannot be told, 403 if they do not have what the route needs
     */
    Principal admit(Context ctx, Needs needs);

    /** Puts the gate before all routes. To be called before anything else is put there. */
    static void install(RoutesConfig routes, Gate gate) {
        routes.beforeMatched(ctx -> {
            CrossSite.refuse(ctx);
            gate.admit(ctx, needs(ctx)).attachTo(ctx);
        });
    }

    /**
     * Makes sure that every route has said what it needs, so that none is closed, or open, by mistake.
     *
     * @throws IllegalStateException if one has not
     */
    static void requireDeclared(JavalinConfig config) {
        List<String> undeclared = config.unsafe.internalRouter.allHttpHandlers().stream()
                .map((ParsedEndpoint parsed) -> parsed.endpoint)
                .filter(endpoint -> endpoint.method.isHttpMethod())
                .filter(endpoint -> declared(endpoint) == Needs.UNDECLARED)
                .map(endpoint -> endpoint.method + " " + endpoint.path)
                .toList();
        if (!undeclared.isEmpty()) {
            throw new IllegalStateException(
                    "Expected every route to say what it needs of its caller, but these do not: " + undeclared);
        }
    }

    private static Needs declared(Endpoint endpoint) {
        Needs needs = endpoint.metadata(Needs.class);
        return needs == null ? Needs.UNDECLARED : needs;
    }

    private static Needs needs(Context ctx) {
        Endpoint endpoint = ctx.endpoints().matchedHttpEndpoint();
        // HEAD of what can be got: the status, and no handler is asked
        return endpoint == null ? Needs.KNOWN : declared(endpoint);
    }
}
