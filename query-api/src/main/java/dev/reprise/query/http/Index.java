package dev.reprise.query.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.reprise.query.access.Needs;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.router.Endpoint;
import io.javalin.router.ParsedEndpoint;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** {@code GET /}: what a node can be asked, as JSON or as text; and {@code GET /openapi.yaml}: all about it. */
final class Index {
    private static final String DESCRIPTION = "/openapi.yaml";

    private final JavalinConfig config;
    private final String version;

    private Index(JavalinConfig config) {
        this.config = config;
        version = Optional.ofNullable(Index.class.getPackage().getImplementationVersion())
                .orElse("development");
    }

    static void register(JavalinConfig config) {
        Index index = new Index(config);
        String description = description();
        Routes.in(config.routes)
                .needing(Needs.OPEN)
                .get("/", "This list, as JSON or as text.", index::show)
                .get(
                        DESCRIPTION,
                        "Description of this API (OpenAPI 3.1).",
                        ctx -> ctx.result(description).contentType("application/yaml"));
    }

    private void show(Context ctx) {
        String accept = ctx.header("Accept");
        double text = Math.max(Accept.quality(accept, "text/plain"), Accept.quality(accept, "text/html"));
        if (text > Accept.quality(accept, "application/json")) {
            ctx.result(text()).contentType("text/plain; charset=utf-8");
        } else {
            ctx.json(json());
        }
    }

    private Object json() {
        ArrayNode endpoints = JsonNodeFactory.instance.arrayNode();
        for (Endpoint endpoint : endpoints()) {
            endpoints.add(JsonObject.create()
                    .put("method", endpoint.method.name())
                    .put("path", endpoint.path)
                    .put("summary", summary(endpoint))
                    .node());
        }
        return JsonObject.create()
                .put("name", "Reprise")
                .put("version", version)
                .put("description", DESCRIPTION)
                .put("endpoints", endpoints)
                .node();
    }

    private String text() {
        StringBuilder text = new StringBuilder("Reprise ").append(version).append("\n\n");
        for (Endpoint endpoint : endpoints()) {
            text.append("%-7s%-48s%s%n".formatted(endpoint.method.name(), endpoint.path, summary(endpoint)));
        }
        return text.toString();
    }

    /** Those that say what they are for: what nodes ask each other does not. */
    private List<Endpoint> endpoints() {
        return config.unsafe.internalRouter.allHttpHandlers().stream()
                .map((ParsedEndpoint parsed) -> parsed.endpoint)
                .filter(endpoint -> endpoint.metadata(Summary.class) != null)
                .sorted(Comparator.comparing((Endpoint endpoint) -> endpoint.path)
                        .thenComparing(endpoint -> endpoint.method.name()))
                .toList();
    }

    private static String summary(Endpoint endpoint) {
        return endpoint.metadata(Summary.class).text();
    }

    private static String description() {
        try (InputStream in = Index.class.getResourceAsStream("/dev/reprise/query/openapi.yaml")) {
            if (in == null) {
                throw new IllegalStateException("Expected openapi.yaml on the class path, but it is missing");
            }
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
