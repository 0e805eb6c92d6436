package dev.reprise.node.http;

import dev.reprise.node.http.bounds.Bounds;
import dev.reprise.node.http.bounds.HttpBounds;
import dev.reprise.node.support.Wire;
import dev.reprise.query.access.Gate;
import dev.reprise.query.access.Needs;
import dev.reprise.query.http.ErrorAnswer;
import dev.reprise.query.http.ErrorForm;
import dev.reprise.query.http.JsonBody;
import dev.reprise.query.http.Problem;
import dev.reprise.query.http.RequestHead;
import dev.reprise.query.http.Routes;
import io.javalin.config.RoutesConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;

/** A server with tight bounds, and clients that go to their limits. */
abstract class BoundsSpec {
    static final int LARGE = 32 << 20;
    static final Duration FINISH = Duration.ofSeconds(4);

    private final List<AutoCloseable> open = new ArrayList<>();
    /** Lets those go on that wait in a route. */
    final CompletableFuture<Void> goOn = new CompletableFuture<>();

    final AtomicInteger waiting = new AtomicInteger();

    @SuppressWarnings("NullAway.Init")
    HttpServer server;

    static HttpBounds bounds() {
        return new HttpBounds(1_000, Duration.ofSeconds(5), Duration.ofSeconds(5), 1_000, 4_096, 4 << 20, 64 << 20);
    }

    void start(HttpBounds bounds) {
        server = HttpServer.bind("127.0.0.1", 0, bounds, FINISH, null);
        open.add(server);
        server.start(List.of(this::routes), List.of(new OtherForm()), Gate.OPEN);
    }

    Bounds held() {
        return server.bounds();
    }

    Wire client() {
        Wire client = new Wire(server.port());
        open.add(client);
        return client;
    }

    private void routes(RoutesConfig config) {
        Routes routes = Routes.in(config).needing(Needs.READ);
        routes.get("/health/live", "", ctx -> ctx.result("alive"));
        routes.get("/hello", "", ctx -> ctx.result("hello"));
        routes.get("/large", "", ctx -> ctx.result(new byte[LARGE]));
        routes.get("/blocking", "", ctx -> {
            waiting.incrementAndGet();
            goOn.join();
            ctx.result("done");
        });
        routes.get("/later", "", ctx -> {
            waiting.incrementAndGet();
            ctx.future(() -> goOn.thenRun(() -> ctx.result("done")));
        });
        routes.post("/length", "", ctx -> ctx.result(Integer.toString(ctx.bodyAsBytes().length)));
        routes.post(
                "/json",
                "",
                ctx -> ctx.result(
                        JsonBody.of(ctx, "a").value("a").map(Object::toString).orElse("none")));
    }

    /** The form of another API on the same port. */
    private static final class OtherForm implements ErrorForm {
        @Override
        public boolean speaks(RequestHead request) {
            return request.path().startsWith("/other");
        }

        @Override
        public ErrorAnswer answer(Problem problem, RequestHead request) {
            return new ErrorAnswer(
                    problem.type().status(),
                    "text/other",
                    Map.of(),
                    "other " + problem.type().status());
        }
    }

    @AfterEach
    void closeAll() throws Exception {
        goOn.complete(null);
        for (int i = open.size() - 1; i >= 0; i--) {
            open.get(i).close();
        }
    }
}
