package dev.reprise.query.http;

import dev.reprise.query.access.Gate;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.ExceptionHandler;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import io.javalin.json.JavalinJackson;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.eclipse.jetty.ee10.servlet.ServletContextResponse;
import org.eclipse.jetty.io.EofException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What all servers of ours share. Applied once to a server's configuration, before routes are added. */
public final class HttpConventions {
    private static final Logger LOG = LoggerFactory.getLogger(HttpConventions.class);

    private static final int RESPONSE_BUFFER_BYTES = 4 << 10;

    /** The client hung up, or sent less than it said, which is nothing for the log. */
    private static final Problem CUT_SHORT = Problem.of(
            ProblemType.ofStatus(400), "Expected the whole body, but the connection ended before the body did");

    private HttpConventions() {}

    /** The same, for a server with no other API. */
    public static void apply(JavalinConfig config) {
        apply(config, List.of(), Gate.OPEN);
    }

    /** The same, for everybody. */
    public static void apply(JavalinConfig config, List<ErrorForm> apis) {
        apply(config, apis, Gate.OPEN);
    }

    /**
     * JSON as in {@link Json}; every error as a problem: an unknown path (404), a method that the path does not take (405, with
     * {@code Allow}), what throws (500, without a stack trace), and what Jetty itself refuses. Paths under {@code /v1} answer 406
     * to requests that take no JSON. {@code /} lists the routes, {@code /openapi.yaml} describes them.
     *
     * @param apis forms of errors for callers of other APIs on the same port
     * @param gate who may use which route
     */
    public static void apply(JavalinConfig config, List<ErrorForm> apis, Gate gate) {
        ErrorForms forms = new ErrorForms(apis);
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.http.prefer405over404 = true;
        config.http.defaultContentType = "application/json";
        // Allocated for each answer; most fit. Jetty's default is 32 KiB.
        config.http.responseBufferSize = RESPONSE_BUFFER_BYTES;
        config.jsonMapper(new JavalinJackson(Json.mapper(), false));
        config.router.javaLangErrorHandler((response, error) -> fatal(response, error, forms));
        config.jetty.modifyHttpConfiguration(http -> http.setSendServerVersion(false));
        config.jetty.modifyServer(server -> server.setErrorHandler(new JettyProblems(forms)));
        config.jetty.modifyServletContextHandler(context -> context.setErrorHandler(new JettyProblems(forms)));
        errors(config.routes, forms);
        Gate.install(config.routes, gate);
        BrowserHeaders.install(config.routes);
        config.routes.beforeMatched("/v1/*", Accept::requireJson);
        Index.register(config);
    }

    private static void errors(RoutesConfig routes, ErrorForms forms) {
        told(routes, ProblemException.class, (e, ctx) -> forms.write(ctx, e.problem()));
        told(routes, EofException.class, (e, ctx) -> forms.write(ctx, CUT_SHORT));
        told(routes, HttpResponseException.class, (e, ctx) -> forms.write(ctx, JavalinProblems.of(e, ctx)));
        told(routes, Exception.class, (e, ctx) -> forms.write(ctx, internalError(e, ctx.method() + " " + ctx.path())));
    }

    /**
     * How exceptions of a kind are told. Telling never throws: a request that was cut off while its answer was on the way has nobody to
     * be told, and Javalin 7.2 would try without end.
     */
    private static <E extends Exception> void told(RoutesConfig routes, Class<E> kind, ExceptionHandler<E> teller) {
        routes.exception(kind, (e, ctx) -> {
            try {
                teller.handle(e, ctx);
            } catch (RuntimeException fault) {
                untold(ctx, fault);
            }
        });
    }

    private static void untold(Context ctx, RuntimeException fault) {
        try {
            ctx.status(HttpStatus.INTERNAL_SERVER_ERROR);
            LOG.error("Failed to tell of an error", fault);
        } catch (RuntimeException gone) {
            LOG.debug("An answer came when its request was gone", fault);
        }
    }

    /** An error of the JVM: the answer goes out, and the log has the rest. */
    private static void fatal(HttpServletResponse response, Error e, ErrorForms forms) {
        ErrorAnswer answer = forms.answer(
                internalError(e, "a request"),
                RequestHead.of(ServletContextResponse.getServletContextResponse(response)
                        .getRequest()));
        answer.headers().forEach(response::setHeader);
        response.setStatus(answer.status());
        response.setCharacterEncoding(null);
        response.setContentType(answer.contentType());
        try {
            response.getOutputStream().write(answer.bytes());
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
