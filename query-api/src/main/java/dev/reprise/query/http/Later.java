package dev.reprise.query.http;

import io.javalin.http.Context;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Answers that come later; until then they hold no thread of the server. */
public final class Later {
    private Later() {}

    /** Answers with the future's value as JSON, or with the problem that it fails with. */
    public static void json(Context ctx, Supplier<? extends CompletableFuture<?>> answer) {
        ctx.future(() -> answer.get().thenAccept(ctx::json));
    }
}
