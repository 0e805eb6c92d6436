package dev.reprise.node.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** An HTTP server on loopback that keeps the last request and gives the answer that it was told. */
final class RecordedApi implements AutoCloseable {
    private final HttpServer server;
    private volatile String request = "";
    private volatile String body = "";
    private volatile @Nullable String idempotencyKey;
    private volatile @Nullable String authorization;
    private volatile int status = 200;
    private volatile String answer = "{}";

    RecordedApi() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.start();
    }

    private void handle(HttpExchange exchange) throws IOException {
        request = exchange.getRequestMethod() + " " + exchange.getRequestURI();
        body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        idempotencyKey = exchange.getRequestHeaders().getFirst("Idempotency-Key");
        authorization = exchange.getRequestHeaders().getFirst("Authorization");
        byte[] bytes = answer.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    RecordedApi answers(int statusCode, String json) {
        status = statusCode;
        answer = json;
        return this;
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Method and path of the last request. */
    String request() {
        return request;
    }

    String body() {
        return body;
    }

    @Nullable
    String idempotencyKey() {
        return idempotencyKey;
    }

    @Nullable
    String authorization() {
        return authorization;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
