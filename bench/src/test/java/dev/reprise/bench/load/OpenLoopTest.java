package dev.reprise.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OpenLoopTest {
    private static final int NO_CONTENT = 204;

    @SuppressWarnings("NullAway.Init")
    private HttpServer server;

    private final List<Integer> statuses = new ArrayList<>();
    private final List<Long> took = new ArrayList<>();

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(NO_CONTENT, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void sendsAsManyAsWereMeantHoweverFewConnectionsThereAre() {
        loop(1).steadily(1_000, 0.2);

        assertThat(statuses).hasSize(200).containsOnly(NO_CONTENT);
    }

    @Test
    void goesOnForSoLong() {
        long start = System.nanoTime();

        loop(4).asFastAsAnswered(Duration.ofMillis(100));

        assertThat(System.nanoTime() - start)
                .isGreaterThanOrEqualTo(Duration.ofMillis(100).toNanos());
        assertThat(statuses).isNotEmpty().containsOnly(NO_CONTENT);
    }

    @Test
    void countsTheTimeForWhichARequestWaitsForAConnection() {
        loop(1).steadily(1_000_000, 0.0001); // a hundred within 0.1 ms, one after another

        assertThat(took).hasSize(100).isSorted();
    }

    private OpenLoop loop(int lanes) {
        return new OpenLoop(
                server.getAddress().getPort(),
                lanes,
                number -> new Requests(server.getAddress().getPort()).get(700_000_000_000_000_000L),
                (number, status, meantAt, nanos) -> {
                    statuses.add(status);
                    took.add(nanos);
                });
    }
}
