package dev.reprise.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** A registry in this process: the calls of Confluent's API that a serde makes, over real HTTP, and faults on demand. */
final class FakeRegistry implements AutoCloseable {
    /** One request as it came. */
    record Request(
            String method,
            String path,
            @Nullable String authorization,
            @Nullable String contentType) {}

    /** What it answers instead of the truth. */
    record Fault(int status, String body) {}

    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final Map<String, Map<Integer, String>> subjects = new ConcurrentHashMap<>();
    private final Map<Integer, ObjectNode> byId = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;
    private final String base;
    private volatile Optional<Fault> fault = Optional.empty();
    private int lastId = 70_000;

    FakeRegistry() {
        this("");
    }

    /** Under a path, as Apicurio's is. */
    FakeRegistry(String base) {
        this.base = base;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + base;
    }

    List<Request> requests() {
        return requests;
    }

    /** From now on it only answers this. */
    void failWith(int status, String body) {
        fault = Optional.of(new Fault(status, body));
    }

    void recover() {
        fault = Optional.empty();
    }

    /** Puts a schema in, as another client would, and gives its id. */
    synchronized int put(String subject, String schema) {
        for (Map.Entry<Integer, String> known : versions(subject).entrySet()) {
            if (known.getValue().equals(schema)) {
                return known.getKey();
            }
        }
        int id = ++lastId;
        versions(subject).put(id, schema);
        byId.put(id, JSON.createObjectNode().put("schema", schema));
        return id;
    }

    /** Puts in a schema that is not Avro, and gives its id. */
    synchronized int putForeign(String type, String schema) {
        int id = ++lastId;
        byId.put(id, JSON.createObjectNode().put("schemaType", type).put("schema", schema));
        return id;
    }

    Map<Integer, String> versions(String subject) {
        return subjects.computeIfAbsent(subject, name -> new ConcurrentHashMap<>());
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            String path = exchange.getRequestURI().getRawPath();
            requests.add(new Request(
                    exchange.getRequestMethod(),
                    path,
                    exchange.getRequestHeaders().getFirst("Authorization"),
                    exchange.getRequestHeaders().getFirst("Content-Type")));
            Fault answer = fault.orElseGet(() -> path.startsWith(base + "/")
                    ? answer(
                            exchange.getRequestMethod(),
                            path.substring(base.length() + 1).split("/"),
                            body)
                    : new Fault(404, "<html>nothing here</html>"));
            byte[] bytes = answer.body().getBytes(UTF_8);
            exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private Fault answer(String method, String[] path, String body) {
        if (method.equals("GET") && path.length == 3 && path[0].equals("schemas") && path[1].equals("ids")) {
            ObjectNode schema = byId.get(Integer.parseInt(path[2]));
            return schema == null ? error(404, 40403, "Schema " + path[2] + " not found") : ok(schema);
        }
        if (method.equals("POST") && path[0].equals("subjects")) {
            String schema = schemaIn(body);
            return path.length == 3
                    ? ok(JSON.createObjectNode().put("id", put(path[1], schema)))
                    : lookedUp(path[1], schema);
        }
        return error(404, 404, "HTTP 404 Not Found");
    }

    private Fault lookedUp(String subject, String schema) {
        if (versions(subject).isEmpty()) {
            return error(404, 40401, "Subject '" + subject + "' not found.");
        }
        for (Map.Entry<Integer, String> known : versions(subject).entrySet()) {
            if (known.getValue().equals(schema)) {
                return ok(JSON.createObjectNode()
                        .put("subject", subject)
                        .put("version", 1)
                        .put("id", known.getKey())
                        .put("schema", schema));
            }
        }
        return error(404, 40403, "Schema not found");
    }

    private static String schemaIn(String body) {
        try {
            return JSON.readTree(body).required("schema").textValue();
        } catch (IOException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static Fault ok(JsonNode body) {
        return new Fault(200, body.toString());
    }

    private static Fault error(int status, int code, String message) {
        return new Fault(
                status,
                JSON.createObjectNode()
                        .put("error_code", code)
                        .put("message", message)
                        .toString());
    }
}
