package dev.reprise.gateway.cloudflow;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.reprise.common.JobState;
import dev.reprise.gateway.FakeLog;
import dev.reprise.gateway.Gateway;
import dev.reprise.gateway.commands.GatewaySettings;
import dev.reprise.gateway.credentials.Access;
import dev.reprise.gateway.credentials.Credentials;
import dev.reprise.gateway.credentials.SignatureCheck;
import dev.reprise.processor.metrics.Metrics;
import dev.reprise.query.FoundJob;
import dev.reprise.query.JobQueries;
import dev.reprise.query.http.HttpConventions;
import dev.reprise.query.http.Json;
import dev.reprise.query.http.Routes;
import dev.reprise.reply.CommandAccepted;
import dev.reprise.reply.JobSnapshot;
import dev.reprise.schemas.RecordSerdes;
import dev.reprise.schemas.TaskToken;
import dev.reprise.schemas.TaskTokens;
import dev.reprise.state.Job;
import io.javalin.Javalin;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongFunction;
import java.util.function.UnaryOperator;

/** CloudFlow's API on a free port of the loopback address, over a log in memory, and a client for it. */
final class FlowSpec implements AutoCloseable {
    static final Instant NOW = Instant.parse("2026-11-21T08:30:00Z");
    static final String FORM = "application/x-www-form-urlencoded";
    static final CloudFlowSettings NO_LIMIT = new CloudFlowSettings(0, 1);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    final FakeLog log = new FakeLog(4).answering(sent -> Optional.of(accepted(sent)));
    final TaskTokens tokens = new TaskTokens("a secret of the specs".getBytes(UTF_8));
    final String token = tokens.sign(new TaskToken(4711, 1, 2, NOW.toEpochMilli()));
    volatile Instant now = NOW;
    volatile LongFunction<CompletableFuture<Optional<FoundJob>>> jobs =
            jobKey -> CompletableFuture.completedFuture(Optional.of(job(jobKey, "<default>")));
    private final Gateway gateway;
    private final Javalin server;
    private final HttpClient client = HttpClient.newHttpClient();

    FlowSpec() {
        this(Access.open(), NO_LIMIT);
    }

    FlowSpec(SignatureCheck check, String... credentials) {
        this(new Access(Credentials.ofText(String.join("\n", credentials)), check), NO_LIMIT);
    }

    FlowSpec(Access access, CloudFlowSettings settings) {
        this(access, settings, UnaryOperator.identity());
    }

    FlowSpec(Access access, CloudFlowSettings settings, UnaryOperator<GatewaySettings> gatewaySettings) {
        gateway = Gateway.start(
                gatewaySettings.apply(GatewaySettings.standard()), log, RecordSerdes.from(Map.of()), Metrics.none());
        JobQueries reads = (JobQueries) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {JobQueries.class}, (proxy, method, arguments) -> {
                    assertThat(method.getName()).isEqualTo("job");
                    return jobs.apply((Long) arguments[0]);
                });
        CloudFlowApi api =
                new CloudFlowApi(gateway.commands(), reads, Optional.of(tokens), access, settings, () -> now);
        server = Javalin.create(config -> {
                    HttpConventions.apply(config, List.of(api.errorForm()));
                    config.http.maxRequestSize = 16 << 20;
                    Routes.in(config.routes).post("/v1/taken", "Somebody else's.", ctx -> ctx.result("taken"));
                    config.routes.post("/v1/bug", ctx -> {
                        throw new IllegalStateException("bug");
                    });
                    api.register(config.routes);
                })
                .start("127.0.0.1", 0);
        await().atMost(PATIENCE).until(gateway::ready);
    }

    static FoundJob job(long jobKey, String tenantId) {
        Job job = new Job();
        job.setJobKey(jobKey);
        job.setTenantId(tenantId);
        return new FoundJob(job, null, null, null);
    }

    static CommandAccepted accepted(FakeLog.Sent sent) {
        return new CommandAccepted(
                sent.commandId(),
                new JobSnapshot(
                        Long.parseLong(sent.key()),
                        JobState.INCIDENT,
                        0,
                        1,
                        null,
                        null,
                        true,
                        4L,
                        sent.partition(),
                        9L),
                false);
    }

    /** The usual call: everything in the query. */
    String failed(String... more) {
        return query("ReportTaskFailed", "TaskToken=" + token, "Error=E", String.join("&", more));
    }

    static String query(String action, String... more) {
        return "/?Action=" + action + "&Version=2019-03-15&" + String.join("&", more);
    }

    HttpResponse<String> get(String path) {
        return send("GET", path, "");
    }

    HttpResponse<String> form(String path, String body) {
        return send("POST", path, body, "Content-Type", FORM);
    }

    HttpResponse<String> send(String method, String path, String body, String... headers) {
        return send(method, path, body.getBytes(UTF_8), headers);
    }

    HttpResponse<String> send(String method, String path, byte[] body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                .timeout(PATIENCE)
                .method(method, body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    int port() {
        return server.port();
    }

    /** The answer is an error in CloudFlow's form. */
    static JsonNode assertError(HttpResponse<String> answer, int status, String code) {
        JsonNode body = json(answer);
        assertThat(body.path("Code").asText()).as(answer.body()).isEqualTo(code);
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json;charset=utf-8");
        assertThat(body.path("RequestId").asText()).isNotEmpty();
        assertThat(body.path("Message").asText()).isNotEmpty();
        assertThat(body.path("HostId").asText()).startsWith("127.0.0.1");
        return body;
    }

    static JsonNode assertReported(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json;charset=utf-8");
        assertThat(json(answer).path("EventId").asLong()).isEqualTo(4);
        return json(answer);
    }

    static JsonNode json(HttpResponse<String> answer) {
        try {
            JsonNode body = Json.mapper().readTree(answer.body());
            assertThat(body.isObject()).as("an object: " + answer.body()).isTrue();
            return body;
        } catch (JsonProcessingException e) {
            throw new AssertionError("Expected JSON, but got " + answer.statusCode() + ": " + answer.body(), e);
        }
    }

    /** The last command that was sent, of this type. */
    <C> C sent(Class<C> type) {
        List<C> commands = log.sent(type);
        return commands.get(commands.size() - 1);
    }

    @Override
    public void close() {
        gateway.drain();
        server.stop();
        gateway.close();
    }
}
