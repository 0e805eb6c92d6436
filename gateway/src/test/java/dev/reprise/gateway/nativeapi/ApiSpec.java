package dev.reprise.gateway.nativeapi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.reprise.gateway.FakeLog;
import dev.reprise.gateway.Gateway;
import dev.reprise.gateway.commands.GatewaySettings;
import dev.reprise.gateway.policies.RetryPolicies;
import dev.reprise.policy.RetryPolicy;
import dev.reprise.processor.metrics.Metrics;
import dev.reprise.query.http.HttpConventions;
import dev.reprise.query.http.Json;
import dev.reprise.query.http.Summary;
import dev.reprise.schemas.AvroWire;
import dev.reprise.schemas.JobKeyMinter;
import dev.reprise.schemas.RecordSerdes;
import dev.reprise.schemas.Topics;
import io.javalin.Javalin;
import io.javalin.router.Endpoint;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

/** The native API on a free port of the loopback address, over a log in memory, and a client for it. */
final class ApiSpec implements AutoCloseable {
    static final Instant NOW = Instant.parse("2026-11-21T08:30:00Z");

    private static final WriteContract CONTRACT = new WriteContract();

    final FakeLog log = new FakeLog(4);
    final Gateway gateway;
    private final Javalin server;
    private final HttpClient client = HttpClient.newHttpClient();

    ApiSpec() {
        this(UnaryOperator.identity());
    }

    ApiSpec(UnaryOperator<GatewaySettings> settings) {
        RecordSerdes serdes = RecordSerdes.from(Map.of());
        gateway = Gateway.start(
                settings.apply(GatewaySettings.standard().patience(Duration.ofSeconds(2))),
                log,
                serdes,
                Metrics.none());
        InstantSource clock = InstantSource.fixed(NOW);
        NativeApi api = new NativeApi(gateway, serdes, new JobKeyMinter(clock, 7), new PoliciesInLog(), clock);
        server = Javalin.create(config -> {
                    HttpConventions.apply(config);
                    config.http.maxRequestSize = 16 << 20;
                    api.register(config.routes);
                })
                .start("127.0.0.1", 0);
        await().until(gateway::ready);
    }

    int port() {
        return server.port();
    }

    HttpResponse<String> post(String path, String body, String... headers) {
        return send("POST", path, body, headers);
    }

    HttpResponse<String> send(String method, String path, String body, String... headers) {
        return sendAsync(method, path, body, headers).join();
    }

    CompletableFuture<HttpResponse<String>> sendAsync(String method, String path, String body, String... headers) {
        HttpRequest.Builder request = request(path)
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body));
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        return client.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString())
                .thenApply(answer -> {
                    CONTRACT.check(method, path, body, answer);
                    return answer;
                });
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                .timeout(Duration.ofSeconds(20));
    }

    HttpResponse<String> send(HttpRequest request) {
        try {
            HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            CONTRACT.check(request.method(), request.uri().getRawPath(), "", answer);
            return answer;
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    static JsonNode json(HttpResponse<String> response) {
        try {
            return Json.mapper().readTree(response.body());
        } catch (JsonProcessingException e) {
            throw new AssertionError("Expected JSON, but got " + response.body(), e);
        }
    }

    /** Every route, as {@code POST /path: Summary.}. */
    Set<String> routes() {
        Set<String> routes = new TreeSet<>();
        server.unsafe.internalRouter.allHttpHandlers().forEach(parsed -> {
            Endpoint endpoint = parsed.endpoint;
            Summary summary = endpoint.metadata(Summary.class);
            if (summary != null) {
                routes.add(endpoint.method + " " + endpoint.path + ": " + summary.text());
            }
        });
        return routes;
    }

    /** The last command that was sent, of this type. */
    <C> C sent(Class<C> type) {
        var commands = log.sent(type);
        return commands.get(commands.size() - 1);
    }

    @Override
    public void close() {
        gateway.drain();
        server.stop();
        gateway.close();
    }

    /** What was written to the topic of policies, at once. */
    private final class PoliciesInLog implements RetryPolicies {
        private final AvroWire wire = new AvroWire();

        @Override
        public Optional<RetryPolicy> of(String jobType) {
            return Optional.ofNullable(all().get(jobType));
        }

        @Override
        public Map<String, RetryPolicy> all() {
            Map<String, RetryPolicy> policies = new TreeMap<>();
            log.others().stream()
                    .filter(record -> record.topic().equals(Topics.JOB_RETRY_POLICIES))
                    .forEach(record -> {
                        String type = new String(record.key(), UTF_8);
                        if (record.value() == null) {
                            policies.remove(type);
                        } else {
                            policies.put(type, wire.decode(record.value(), RetryPolicy.class));
                        }
                    });
            return policies;
        }
    }
}
