package dev.reprise.query.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.json.JavalinJackson;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What all servers of ours share. Applied once to a server's configuration, before routes are added. */
public final class HttpConventions {
    private static final Logger LOG = LoggerFactory.getLogger(HttpConventions.class);

    private HttpConventions() {}

    /**
     * JSON as in {@link Json}; every error as a problem: an unknown path (404), a method that the path does not take (405, with
     * {@code Allow}), what throws (500, without a stack trace), and what Jetty itself refuses. Paths under {@code /v1} answer 406
     * to requests that take no JSON. {@code /} lists the routes, {@code /openapi.yaml} describes them.
     */
    public static void apply(JavalinConfig config) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.http.prefer405over404 = true;
        config.http.defaultContentType = "application/json";
        config.jsonMapper(new JavalinJackson(Json.mapper(), false));
        config.router.javaLangErrorHandler(HttpConventions::fatal);
        config.jetty.modifyHttpConfiguration(http -> http.setSendServerVersion(false));
        config.jetty.modifyServer(server -> server.setErrorHandler(new JettyProblems()));
        config.jetty.modifyServletContextHandler(context -> context.setErrorHandler(new JettyProblems()));
        errors(config.routes);
        config.routes.beforeMatched("/v1/*", Accept::requireJson);
        Index.register(config);
    }

    private static void errors(RoutesConfig routes) {
        routes.exception(ProblemException.class, (e, ctx) -> ProblemWriter.write(ctx, e.problem()));
        routes.exception(HttpResponseException.class, (e, ctx) -> ProblemWriter.write(ctx, JavalinProblems.of(e, ctx)));
        routes.exception(Exception.class, HttpConventions::unexpected);
    }

    private static void unexpected(Exception e, Context ctx) {
        ProblemWriter.write(ctx, internalError(e, ctx.method() + " " + ctx.path()));
    }

    /** An error of the JVM: the answer goes out, and the log has the rest. */
    private static void fatal(HttpServletResponse response, Error e) {
        Problem problem = internalError(e, "a request");
        response.setStatus(problem.type().status());
        response.setContentType(ProblemWriter.MEDIA_TYPE);
        try {
            response.getOutputStream().write(ProblemWriter.json(problem, "").getBytes(UTF_8));
        } catch (IOException gone) {
            LOG.debug("The caller did not wait for the answer", gone);
        }
    }

    private static Problem internalError(Throwable e, String what) {
        String reference = UUID.randomUUID().toString();
        LOG.error("Failed to answer {} (reference {})", what, reference, e);
        return Problem.of(
                        ProblemTypes.INTERNAL_ERROR,
                        "Expected to answer, but something went wrong. The log of the node says more under the reference.")
                .with("reference", reference);
    }
}
