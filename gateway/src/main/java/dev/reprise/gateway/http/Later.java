package dev.reprise.gateway.http;

import io.javalin.http.Context;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;

/** Answers that come later, without a thread that waits for them. */
public final class Later {
    private Later() {}

    /**
     * Goes on with a request when the future completes, in a thread of the HTTP server: writing to a slow client must not
     * hold up the thread that completes futures. What the writer throws is handled as if the route had thrown it.
     */
    public static <T> void answer(Context ctx, CompletableFuture<T> future, Consumer<T> writer) {
        Executor threads = ServletContextRequest.getServletContextRequest(ctx.req())
                .getConnectionMetaData()
                .getConnector()
                .getExecutor();
        ctx.future(() -> future.thenAcceptAsync(writer, threads));
    }
}
