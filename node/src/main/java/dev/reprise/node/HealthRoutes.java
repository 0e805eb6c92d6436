package dev.reprise.node;

import dev.reprise.query.access.Needs;
import dev.reprise.query.http.Problem;
import dev.reprise.query.http.ProblemType;
import dev.reprise.query.http.Routes;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** {@code /health}: for those who restart nodes (live), send requests to them (ready), and look after them (status). */
final class HealthRoutes {
    private static final ProblemType NOT_LIVE = new ProblemType("not-live", 503, "The node must be restarted");
    private static final ProblemType NOT_READY = new ProblemType("not-ready", 503, "The node is not ready");

    private final Health health;
    private final Map<String, Object> about;

    /**
     * @param about what {@code /health/status} says of the node besides its parts
     */
    HealthRoutes(Health health, Map<String, Object> about) {
        this.health = health;
        this.about = about;
    }

    void register(RoutesConfig routes) {
        Routes.in(routes)
                .needing(Needs.OPEN)
                .get("/health/live", "200 unless the process must be restarted", this::live)
                .get("/health/ready", "200 if requests are served at the moment", this::ready)
                .needing(Needs.READ_ALL_TENANTS)
                .get("/health/status", "What runs here, and how each part is doing", this::status);
    }

    private void live(Context ctx) {
        if (!health.live()) {
            throw Problem.of(NOT_LIVE, "Expected all parts to be able to go on, but one has failed; see /health/status")
                    .asException();
        }
        ctx.json(Map.of("status", "live"));
    }

    private void ready(Context ctx) {
        health.notReady().ifPresent(reason -> {
            throw Problem.of(NOT_READY, "Expected all parts to be ready, but " + reason)
                    .retryAfter(Duration.ofSeconds(1))
                    .asException();
        });
        ctx.json(Map.of("status", "ready"));
    }

    private void status(Context ctx) {
        Map<String, Object> all = new LinkedHashMap<>(about);
        all.put("live", health.live());
        all.put("ready", health.notReady().isEmpty());
        all.put("parts", health.parts());
        ctx.json(all);
    }
}
