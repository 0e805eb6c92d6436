package dev.reprise.node.http;

import dev.reprise.node.metrics.NodeMetrics;
import dev.reprise.query.access.Needs;
import dev.reprise.query.http.Routes;
import io.javalin.config.RoutesConfig;

/** {@code /metrics}, for Prometheus. */
public final class MetricsRoute {
    private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";
    private static final String OPEN_METRICS = "application/openmetrics-text; version=1.0.0; charset=utf-8";

    private MetricsRoute() {}

    public static void register(RoutesConfig routes, NodeMetrics metrics) {
        Routes.in(routes)
                .needing(Needs.READ_ALL_TENANTS)
                .get("/metrics", "What the node measures, for Prometheus", ctx -> {
                    String accept = ctx.header("Accept");
                    String form =
                            accept != null && accept.contains("application/openmetrics-text") ? OPEN_METRICS : TEXT;
                    ctx.contentType(form).result(metrics.scrape(form));
                });
    }
}
