package dev.reprise.query.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.function.Consumer;

/** A server with our conventions on a free port of the loopback address, and a client for it. */
public final class HttpSpec implements AutoCloseable {
    private final Javalin server;
    private final int port;
    private final HttpClient client = HttpClient.newHttpClient();

    public HttpSpec(Consumer<JavalinConfig> routes, ErrorForm... forms) {
        server = Javalin.create(config -> {
                    HttpConventions.apply(config, List.of(forms));
                    routes.accept(config);
                })
                .start("127.0.0.1", 0);
        port = server.port();
    }

    public int port() {
        return port;
    }

    public HttpResponse<String> get(String path, String... headers) {
        return send("GET", path, "", headers);
    }

    public HttpResponse<String> send(String method, String path, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError("Expected an answer to " + method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    public static JsonNode json(HttpResponse<String> response) {
        try {
            return Json.mapper().readTree(response.body());
        } catch (JsonProcessingException e) {
            throw new AssertionError("Expected JSON, but got " + response.body(), e);
        }
    }

    @Override
    public void close() {
        server.stop();
    }
}
