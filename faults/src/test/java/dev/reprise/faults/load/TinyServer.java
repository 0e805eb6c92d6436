package dev.reprise.faults.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** Something that answers like a node: always the same. */
final class TinyServer implements AutoCloseable {
    private final HttpServer server;
    private final List<URI> asked = new CopyOnWriteArrayList<>();

    private TinyServer(HttpServer server) {
        this.server = server;
    }

    /**
     * Starts one.
     *
     * @param onRequest run before each answer
     */
    static TinyServer answering(int status, Map<String, String> headers, String body, Runnable onRequest)
            throws IOException {
        HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        TinyServer tiny = new TinyServer(http);
        http.createContext("/", exchange -> {
            tiny.asked.add(exchange.getRequestURI());
            onRequest.run();
            headers.forEach(exchange.getResponseHeaders()::add);
            byte[] bytes = body.getBytes(UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        http.start();
        return tiny;
    }

    /** A base URL at which nobody listens. */
    static String nobody() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return url(socket.getLocalPort());
        }
    }

    String url() {
        return url(server.getAddress().getPort());
    }

    private static String url(int port) {
        return "http://127.0.0.1:" + port;
    }

    /** What it was asked for: paths with queries. */
    List<URI> asked() {
        return asked;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
