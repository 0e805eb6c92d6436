package dev.reprise.node;

import dev.reprise.query.http.ErrorForm;
import io.javalin.config.RoutesConfig;
import java.util.List;

/**
 * One role of a node, as the node runs it: its routes are registered, then the HTTP server starts, then the part; parts stop in the
 * opposite order, after the HTTP server has taken its last request.
 */
interface Part extends AutoCloseable {
    /** Its name in {@code /health/status}. */
    String name();

    /** Adds its routes. */
    default void register(RoutesConfig routes) {}

    /** How its APIs tell of errors, those that have a form of their own. */
    default List<ErrorForm> errorForms() {
        return List.of();
    }

    /** Starts it; returns at once. {@link #state} tells when it is ready. */
    void start();

    PartState state();

    /** Lets go of requests that wait: the node is about to stop. Returns at once. */
    default void drain() {}

    /**
     * Hands over to other nodes what they can go on with, while requests under way still wait for their answers; does nothing if there is
     * no other node. Waits until it has.
     */
    default void handOver() {}

    /** Stops it in an orderly way, within seconds. */
    @Override
    void close();
}
