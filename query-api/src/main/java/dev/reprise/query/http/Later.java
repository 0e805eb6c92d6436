package dev.reprise.query.http;

import io.javalin.http.Context;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Answers that come later; until then they hold no thread of the server. */
public final class Later {
    private Later() {}

    /**
     * Answers with the future's value as JSON, or with the problem that it fails with. What is there already, as the job of a partition that
     * is here, is answered in this thread, without the detour of an asynchronous request.
     */
    public static void json(Context ctx, Supplier<? extends CompletableFuture<?>> answer) {
        CompletableFuture<?> future = answer.get();
        if (future.isDone() && !future.isCompletedExceptionally()) {
            ctx.json(future.join());
        } else {
            ctx.future(() -> future.thenAccept(ctx::json));
        }
    }
}
