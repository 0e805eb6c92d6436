package dev.reprise.gateway.codepipeline;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.reprise.gateway.http.ClientSocket;
import dev.reprise.gateway.http.Later;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the requests that say by their head that they are AWS's, wherever they are sent to, before routes are looked for: an endpoint of an
 * SDK may have a path. A path where another API takes POST is that API's, but {@code /} is shared.
 */
final class Route {
    private static final Logger log = LoggerFactory.getLogger(Route.class);

    private final Admission admission;
    private final Operations operations;

    Route(Admission admission, Operations operations) {
        this.admission = admission;
        this.operations = operations;
    }

    void register(RoutesConfig routes) {
        Predicate<String> taken =
                path -> routes.getCfg$javalin().internalRouter.hasHttpHandlerEntry(HandlerType.POST, path);
        routes.before(ctx -> {
            boolean ours = ctx.method() == HandlerType.POST
                    && CodePipelineErrors.speaks(ctx.header(Operation.TARGET), ctx.header("Content-Type"))
                    && (ctx.path().equals("/") || !taken.test(ctx.path()));
            if (ours) {
                handle(ctx);
                ctx.skipRemainingHandlers();
            }
        });
    }

    private void handle(Context ctx) {
        String requestId = UUID.randomUUID().toString();
        byte[] body = ctx.bodyAsBytes(); // one that is too large for the server altogether is refused here, in our form
        ClientSocket socket = ClientSocket.of(ctx);
        CompletableFuture<AwsAnswer> answer;
        try {
            answer = operations.handle(admission.admit(ctx, body, socket));
        } catch (RuntimeException e) {
            answer = CompletableFuture.failedFuture(e);
        }
        Later.answer(
                ctx,
                answer.exceptionally(fault -> AwsAnswer.of(error(fault, requestId))),
                it -> it.delivered().ended(socket.beginAnswer() && write(ctx, it, requestId)));
    }

    private static AwsError error(Throwable fault, String requestId) {
        return Faults.error(fault).orElseGet(() -> {
            log.error("Failed to answer request {}", requestId, fault);
            return AwsError.internal("We encountered an internal error. Please try again.");
        });
    }

    /** Writes the answer itself, to learn whether the socket takes it; false if not. */
    private static boolean write(Context ctx, AwsAnswer answer, String requestId) {
        byte[] bytes = answer.body().getBytes(UTF_8);
        HttpServletResponse response = ctx.res();
        response.setStatus(answer.status());
        response.setHeader(AwsAnswer.REQUEST_ID, requestId);
        answer.errorType().ifPresent(type -> response.setHeader(AwsAnswer.ERROR_TYPE, type));
        response.setCharacterEncoding(null);
        response.setContentType(AwsAnswer.MEDIA_TYPE);
        response.setContentLength(bytes.length);
        try (OutputStream body = response.getOutputStream()) {
            body.write(bytes);
            return true;
        } catch (IOException e) {
            log.debug("A client was gone before it had its answer", e);
            return false;
        }
    }
}
