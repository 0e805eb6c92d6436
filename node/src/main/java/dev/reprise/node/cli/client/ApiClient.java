package dev.reprise.node.cli.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.reprise.query.http.Json;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import javax.net.ssl.SSLException;

/** Calls a node's HTTP API. */
public final class ApiClient {
    static final ObjectMapper JSON = Json.mapper();

    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(5);

    private final URI base;
    private final Identity identity;
    private final HttpClient http;

    /** For the node at this address, {@code http://127.0.0.1:8080} for instance, without saying who calls. */
    public ApiClient(URI base) {
        this(base, new Identity());
    }

    /** The same, saying who calls. */
    public ApiClient(URI base, Identity identity) {
        this.base = base;
        this.identity = identity;
        HttpClient.Builder builder = HttpClient.newBuilder().connectTimeout(CONNECT_WITHIN);
        identity.trust().ifPresent(builder::sslContext);
        http = builder.build();
    }

    /**
     * Sends a call and returns the body of the answer; a missing node if it has none.
     *
     * @throws ApiException if the answer is no success, or there is none
     */
    public JsonNode send(ApiCall call) {
        URI uri = URI.create(withoutSlash(base.toString()) + call.pathAndQuery());
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .timeout(call.answerWithin())
                .header("Accept", "application/json, application/problem+json");
        identity.authorization().ifPresent(value -> request.header("Authorization", value));
        call.headers().forEach(request::header);
        call.idempotencyKey().ifPresent(key -> request.header("Idempotency-Key", key));
        if (call.body().isPresent()) {
            request.header("Content-Type", "application/json")
                    .method(
                            call.method(),
                            BodyPublishers.ofString(call.body().get().toString(), UTF_8));
        } else {
            request.method(call.method(), BodyPublishers.noBody());
        }
        return answer(exchange(request.build()));
    }

    private HttpResponse<String> exchange(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString(UTF_8));
        } catch (ConnectException e) {
            throw ApiException.unavailable(
                    "No node answers at " + base + ": is it running? (--url or REPRISE_URL says where it is)", e);
        } catch (SSLException e) {
            throw ApiException.unavailable(
                    "The certificate of " + base
                            + " is not trusted (--ca-file or REPRISE_CA_FILE names its authority), or"
                            + " the node wants one of its caller: " + e.getMessage(),
                    e);
        } catch (IOException e) {
            throw ApiException.unavailable("No answer from " + base + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ApiException.unavailable("Interrupted while waiting for " + base, e);
        }
    }

    private static JsonNode answer(HttpResponse<String> response) {
        int status = response.statusCode();
        if (status < 200 || status > 299) {
            throw new ApiException(status, Problem.sentence(status, response.body()));
        }
        if (response.body().isBlank()) {
            return MissingNode.getInstance();
        }
        try {
            return JSON.readTree(response.body());
        } catch (JsonProcessingException e) {
            throw new ApiException(status, "Expected JSON from " + response.uri() + ", but got something else");
        }
    }

    private static String withoutSlash(String text) {
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }
}
