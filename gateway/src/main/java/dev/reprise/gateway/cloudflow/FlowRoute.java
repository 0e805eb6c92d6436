package dev.reprise.gateway.cloudflow;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.reprise.gateway.http.CallHeaders;
import dev.reprise.gateway.http.Later;
import dev.reprise.query.http.ContentType;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the requests that are CloudFlow's, wherever they are sent to, before routes are looked for: clients may be given an endpoint with
 * a path. What another API has a route for is that API's, but {@code /} is shared.
 */
final class FlowRoute {
    private static final Logger log = LoggerFactory.getLogger(FlowRoute.class);
    private static final String VERSION = "2019-03-15";
    private static final int LONGEST_HOST = 255;

    private final Admission admission;
    private final TaskReports reports;

    FlowRoute(Admission admission, TaskReports reports) {
        this.admission = admission;
        this.reports = reports;
    }

    void register(RoutesConfig routes) {
        BiPredicate<HandlerType, String> taken =
                (method, path) -> routes.getCfg$javalin().internalRouter.hasHttpHandlerEntry(method, path);
        routes.before(ctx -> {
            boolean free = ctx.path().equals("/") || !taken.test(ctx.method(), ctx.path());
            if (free && isOurs(ctx)) {
                handle(ctx);
                ctx.skipRemainingHandlers();
            }
        });
    }

    private static boolean isOurs(Context ctx) {
        return Speakers.certain(ctx.queryString(), ctx::header)
                || (Speakers.possible(ctx.method().name(), ctx::header)
                        && (ctx.path().equals("/") || Speakers.certain(ctx.bodyAsBytes())));
    }

    private void handle(Context ctx) {
        Asked asked = new Asked();
        CompletableFuture<Long> answer;
        try {
            answer = report(ctx, asked);
        } catch (HttpResponseException e) {
            throw e; // too large for the server altogether: it answers in our form
        } catch (RuntimeException e) {
            answer = CompletableFuture.failedFuture(e);
        }
        String host = host(ctx.header("Host"));
        Later.answer(
                ctx,
                answer.handle((eventId, fault) -> fault == null
                        ? FlowAnswer.reported(eventId, asked.requestId)
                        : FlowAnswer.refused(refused(fault, asked.requestId), asked.requestId, host)),
                done -> write(ctx, done));
    }

    private CompletableFuture<Long> report(Context ctx, Asked asked) {
        String method = ctx.method().name();
        if (!method.equals("GET") && !method.equals("POST")) {
            throw FlowError.UNSUPPORTED_HTTP_METHOD.with(method);
        }
        FlowCall call = CallReader.read(ctx);
        Optional<String> requestId = RequestIds.given(call);
        requestId.ifPresent(given -> asked.requestId = given);
        admission.requireCredentials(call);
        String action = call.action();
        String version = call.version();
        if (!version.equals(VERSION)) {
            throw FlowError.API_VERSION_NOT_SUPPORTED.with(version);
        }
        Report report = Report.of(action);
        Identity caller = admission.admit(call, action);
        return reports.report(call, report, caller, requestId, CallHeaders.traceParent(ctx));
    }

    private static Refused refused(Throwable fault, String requestId) {
        Throwable cause = fault instanceof CompletionException && fault.getCause() != null ? fault.getCause() : fault;
        if (cause instanceof Refused refused) {
            return refused;
        }
        log.error("Failed to answer request {}", requestId, cause);
        return FlowError.INTERNAL_SERVER_ERROR.with();
    }

    private static void write(Context ctx, FlowAnswer answer) {
        answer.headers().forEach(ctx::header);
        ctx.status(answer.status());
        ctx.result(answer.body().getBytes(UTF_8));
        ContentType.exactly(ctx, FlowAnswer.MEDIA_TYPE);
    }

    /** The host that was called, as far as it can be shown. */
    static String host(@Nullable String header) {
        return header == null || header.length() > LONGEST_HOST ? "" : header;
    }

    /** What is known of a request so far. */
    private static final class Asked {
        String requestId = RequestIds.anew();
    }
}
