package dev.reprise.gateway.codepipeline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import dev.reprise.gateway.FakeLog;
import dev.reprise.gateway.Gateway;
import dev.reprise.gateway.commands.GatewaySettings;
import dev.reprise.gateway.credentials.Access;
import dev.reprise.gateway.policies.RetryPolicies;
import dev.reprise.policy.RetryPolicy;
import dev.reprise.processor.metrics.Metrics;
import dev.reprise.query.FoundJob;
import dev.reprise.query.JobFilter;
import dev.reprise.query.JobPage;
import dev.reprise.query.JobPart;
import dev.reprise.query.JobQueries;
import dev.reprise.query.JobSearch;
import dev.reprise.query.Matches;
import dev.reprise.query.ReadAfter;
import dev.reprise.query.http.HttpConventions;
import dev.reprise.schemas.RecordSerdes;
import dev.reprise.state.Job;
import io.javalin.Javalin;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** The API on a free port of the loopback address, over a log and jobs in memory, and a client for it. */
final class CodePipelineSpec implements AutoCloseable {
    static final Instant NOW = Instant.parse("2026-11-21T13:14:40Z");

    final FakeLog log = new FakeLog(4);
    final Map<Long, Job> jobs = new ConcurrentHashMap<>();
    private final Gateway gateway;
    private final Javalin server;
    private final HttpClient client = HttpClient.newHttpClient();

    CodePipelineSpec(Access access, CodePipelineSettings settings) {
        gateway = Gateway.start(
                GatewaySettings.standard().patience(Duration.ofSeconds(2)),
                log,
                RecordSerdes.from(Map.of()),
                Metrics.none());
        CodePipelineApi api = new CodePipelineApi(
                gateway, new InMemory(), new NoPolicies(), access, settings, InstantSource.fixed(NOW));
        server = Javalin.create(config -> {
                    HttpConventions.apply(config, List.of(api.errorForm()));
                    config.http.maxRequestSize = 2 << 20;
                    config.routes.post("/v1/taken", ctx -> ctx.result("native"));
                    api.register(config.routes);
                })
                .start("127.0.0.1", 0);
        await().until(gateway::ready);
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .timeout(Duration.ofSeconds(30));
    }

    /** Calls an operation; single quotes in the body stand for double ones. */
    HttpResponse<String> call(String operation, String body, String... headers) {
        return send(
                "CodePipeline_20150709." + operation, body.replace('\'', '"').getBytes(UTF_8), headers);
    }

    HttpResponse<String> send(String target, byte[] body, String... headers) {
        HttpRequest.Builder request = request("/")
                .header("X-Amz-Target", target)
                .header("Content-Type", "application/x-amz-json-1.1")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        return send(request.build());
    }

    HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        gateway.drain();
        server.stop();
        gateway.close();
    }

    private final class InMemory implements JobQueries {
        @Override
        public CompletableFuture<Optional<FoundJob>> job(long jobKey, Set<JobPart> parts, ReadAfter after) {
            return CompletableFuture.completedFuture(
                    Optional.ofNullable(jobs.get(jobKey)).map(job -> new FoundJob(job, null, null, null)));
        }

        @Override
        public CompletableFuture<JobPage> jobs(JobFilter filter, long afterKey, int limit, ReadAfter after) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletableFuture<Matches<FoundJob>> search(JobSearch search, ReadAfter after) {
            throw new UnsupportedOperationException();
        }
    }

    private static final class NoPolicies implements RetryPolicies {
        @Override
        public Optional<RetryPolicy> of(String jobType) {
            return Optional.empty();
        }

        @Override
        public Map<String, RetryPolicy> all() {
            return Map.of();
        }
    }
}
