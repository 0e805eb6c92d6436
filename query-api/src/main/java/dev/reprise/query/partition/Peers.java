package dev.reprise.query.partition;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.reprise.query.http.Json;
import dev.reprise.query.http.Problem;
import dev.reprise.query.http.ProblemType;
import dev.reprise.query.http.ProblemTypes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.apache.kafka.streams.state.HostInfo;
import org.jspecify.annotations.Nullable;

/**
 * Asks other nodes for what they have. Only paths under {@code /internal} are asked for, and these answer from what their own node
 * has or not at all: a request goes from one node to another once, and never in a circle.
 */
public final class Peers {
    /** What all paths between nodes begin with. */
    public static final String PREFIX = "/internal/v1";

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);
    private static final int OK = 200;
    private static final int UNAVAILABLE = 503;

    private final PeerLink link;
    private volatile Connected connected;

    /** In the clear, to nodes that believe everybody. */
    public Peers() {
        this(PeerLink.CLEAR);
    }

    /** The way to other nodes. */
    public Peers(PeerLink link) {
        this.link = link;
        connected = connect(link.tls());
    }

    /** A client holds the certificates of when it was made: with others it is another client. */
    private record Connected(HttpClient client, @Nullable SSLContext tls) {}

    private HttpClient client() {
        SSLContext tls = link.tls();
        Connected now = connected;
        if (now.tls() != tls) {
            now = connect(tls);
            connected = now;
        }
        return now.client();
    }

    private static Connected connect(@Nullable SSLContext tls) {
        HttpClient.Builder builder =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT_TIMEOUT);
        return new Connected((tls == null ? builder : builder.sslContext(tls)).build(), tls);
    }

    /**
     * The answer of a node as an object of this type. That there is no such job, or that it is unavailable, comes back as the
     * node says it; if it does not answer, or not sensibly, that is a 503 problem, too.
     */
    public <T> CompletableFuture<T> get(HostInfo host, PeerQuery query, Class<T> type, Duration timeout) {
        return ask(host, query, HttpRequest.Builder::GET, type, timeout);
    }

    /** The same for a question that is too long for a path: it goes as JSON, and changes nothing there either. */
    public <T> CompletableFuture<T> post(
            HostInfo host, PeerQuery query, Object question, Class<T> type, Duration timeout) {
        byte[] body;
        try {
            body = Json.mapper().writeValueAsBytes(question);
        } catch (JsonProcessingException e) {
            return CompletableFuture.failedFuture(new UncheckedIOException(e));
        }
        return ask(
                host,
                query,
                request -> request.header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body)),
                type,
                timeout);
    }

    private <T> CompletableFuture<T> ask(
            HostInfo host,
            PeerQuery query,
            UnaryOperator<HttpRequest.Builder> method,
            Class<T> type,
            Duration timeout) {
        String name = host.host() + ":" + host.port();
        HttpRequest request;
        try {
            URI address = URI.create(link.scheme() + "://" + authority(host) + PREFIX + query.text());
            HttpRequest.Builder builder = method.apply(HttpRequest.newBuilder(address))
                    .timeout(timeout)
                    .header("Accept", "application/json");
            link.headers().forEach(builder::header);
            request = builder.build();
        } catch (IllegalArgumentException e) {
            return CompletableFuture.failedFuture(Unavailable.peer(name, "this is no address"));
        }
        return client().sendAsync(request, HttpResponse.BodyHandlers.ofByteArray())
                .handle((response, fault) -> {
                    if (fault != null) {
                        throw Unavailable.peer(name, why(fault));
                    }
                    return answer(name, response, type);
                });
    }

    private static String authority(HostInfo host) {
        String name = host.host().contains(":") ? "[" + host.host() + "]" : host.host();
        return name + ":" + host.port();
    }

    private static <T> T answer(String host, HttpResponse<byte[]> response, Class<T> type) {
        try {
            if (response.statusCode() == OK) {
                return Json.mapper().readValue(response.body(), type);
            }
            Problem problem = problem(response, Json.mapper().readTree(response.body()));
            if (isForTheCaller(problem.type())) {
                throw problem.asException();
            }
        } catch (IOException e) {
            throw Unavailable.peer(host, "what it said cannot be read: " + e.getMessage());
        }
        throw Unavailable.peer(host, "it answered with status " + response.statusCode());
    }

    /** Anything else is between nodes: one of another release, or one that does not do what it was asked for. */
    private static boolean isForTheCaller(ProblemType type) {
        return type.status() == UNAVAILABLE || type.code().equals(ProblemTypes.JOB_NOT_FOUND.code());
    }

    private static Problem problem(HttpResponse<byte[]> response, JsonNode body) {
        ProblemType type = ProblemType.ofUri(
                body.path("type").asText(""),
                response.statusCode(),
                body.path("title").asText(""));
        Problem problem = Problem.of(type, body.path("detail").asText(""));
        for (Map.Entry<String, JsonNode> member : body.properties()) {
            problem = problem.with(
                    member.getKey(), member.getValue()); // type, title and so on are written once all the same
        }
        String retryAfter = response.headers().firstValue("Retry-After").orElse("");
        return retryAfter.isEmpty() ? problem : problem.withHeader("Retry-After", retryAfter);
    }

    private static String why(Throwable fault) {
        Throwable cause = fault instanceof CompletionException && fault.getCause() != null ? fault.getCause() : fault;
        if (cause instanceof SSLException) {
            return "its certificate is not trusted, or it does not trust ours";
        }
        return cause instanceof HttpTimeoutException ? "it took too long" : "it could not be reached";
    }
}
