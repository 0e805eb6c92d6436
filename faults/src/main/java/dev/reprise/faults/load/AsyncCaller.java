package dev.reprise.faults.load;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

/** Sends requests without waiting for their answers, each to the first node that takes the connection. Safe for use by many threads. */
final class AsyncCaller {
    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(1);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_WITHIN)
            .build();
    private final Trouble trouble;

    AsyncCaller(Trouble trouble) {
        this.trouble = trouble;
    }

    /**
     * Sends a request; all that is amiss is added to the trouble.
     *
     * @param urls nodes in the order in which they are tried
     * @param request the request to a node, by its base URL
     * @return the answer; empty if no node takes the connection, or the one that did gives no answer
     */
    CompletableFuture<Optional<HttpResponse<String>>> send(List<String> urls, Function<String, HttpRequest> request) {
        return send(System.currentTimeMillis(), urls, request);
    }

    private CompletableFuture<Optional<HttpResponse<String>>> send(
            long sentAt, List<String> urls, Function<String, HttpRequest> request) {
        if (urls.isEmpty()) {
            trouble.add(sentAt, Trouble.NO_NODE);
            return CompletableFuture.completedFuture(Optional.empty());
        }
        return client.sendAsync(request.apply(urls.get(0)), BodyHandlers.ofString())
                .thenApply(answer -> answered(sentAt, answer))
                .exceptionallyCompose(fault -> failed(sentAt, fault, urls.subList(1, urls.size()), request));
    }

    private Optional<HttpResponse<String>> answered(long sentAt, HttpResponse<String> answer) {
        if (answer.statusCode() / 100 != 2) {
            trouble.add(sentAt, answer);
        }
        return Optional.of(answer);
    }

    private CompletableFuture<Optional<HttpResponse<String>>> failed(
            long sentAt, Throwable fault, List<String> others, Function<String, HttpRequest> request) {
        Throwable cause = fault instanceof CompletionException && fault.getCause() != null ? fault.getCause() : fault;
        if (cause instanceof ConnectException || cause instanceof HttpConnectTimeoutException) {
            trouble.add(sentAt, Trouble.NO_CONNECTION);
            return send(sentAt, others, request);
        }
        if (cause instanceof IOException broken) {
            trouble.broken(sentAt, broken);
            return CompletableFuture.completedFuture(Optional.empty());
        }
        return CompletableFuture.failedFuture(cause);
    }
}
