package dev.reprise.node.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The script that Docker asks whether the container is healthy. */
class HealthCheckTest {
    @Test
    void followsTheAnswerOfTheNode() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/health/live", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.createContext("/health/ready", exchange -> {
            exchange.sendResponseHeaders(503, -1);
            exchange.close();
        });
        server.start();
        try {
            int port = server.getAddress().getPort();
            assertThat(run(port)).isEqualTo(new Ended(0, "/health/live: HTTP/1.1 200 OK"));
            assertThat(run(port, "/health/ready"))
                    .isEqualTo(new Ended(1, "/health/ready: HTTP/1.1 503 Service Unavailable"));
        } finally {
            server.stop(0);
        }
    }

    @Test
    void aPortThatNobodyListensOnIsNotHealthy() throws Exception {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        assertThat(run(free).exit()).isEqualTo(1);
    }

    @Test
    void aNodeThatTakesRequestsAndNeverAnswersIsNotHealthy() throws Exception {
        try (ServerSocket mute = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(run(mute.getLocalPort())).isEqualTo(new Ended(1, "/health/live: no answer"));
        }
    }

    private record Ended(int exit, String said) {}

    private static Ended run(int port, String... arguments) throws IOException, InterruptedException {
        String[] command = new String[2 + arguments.length];
        command[0] = "bash";
        command[1] = Repository.path("docker/healthcheck.sh").toString();
        System.arraycopy(arguments, 0, command, 2, arguments.length);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("REPRISE_HTTP_PORT", Integer.toString(port));
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return new Ended(process.exitValue(), said);
    }
}
