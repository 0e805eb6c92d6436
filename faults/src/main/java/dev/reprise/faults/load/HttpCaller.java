package dev.reprise.faults.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Sends single requests to nodes in turn, and says what their sender knows afterwards. Safe for use by many threads. */
final class HttpCaller {
    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(2);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(15);
    private static final int OK = 200;
    private static final int CREATED = 201;
    private static final int UNAVAILABLE = 503;
    private static final int TIME_OUT = 504;

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_WITHIN)
            .build();
    private final ObjectMapper json = new ObjectMapper();
    private final Nodes nodes;
    private final Trouble trouble;

    HttpCaller(Nodes nodes, Trouble trouble) {
        this.nodes = nodes;
        this.trouble = trouble;
    }

    /** Sends it to a node that takes connections, if there is one. */
    Answer call(Call call, String commandId) {
        for (int tries = 0; tries < nodes.count(); tries++) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(nodes.next() + call.path()))
                    .timeout(ANSWER_WITHIN)
                    .header("Content-Type", "application/json")
                    .header("Idempotency-Key", commandId)
                    .method(call.method(), BodyPublishers.ofString(call.body()))
                    .build();
            try {
                return answer(call, client.send(request, BodyHandlers.ofString()));
            } catch (ConnectException | HttpConnectTimeoutException e) {
                trouble.add("no connection"); // nothing was sent: the next one, as a load balancer does
            } catch (IOException e) {
                trouble.add("broken connection");
                return Answer.without(Answer.Kind.UNKNOWN);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Answer.without(Answer.Kind.UNKNOWN);
            }
        }
        return Answer.without(Answer.Kind.NOT_APPENDED);
    }

    private Answer answer(Call call, HttpResponse<String> response) {
        JsonNode body = read(response.body());
        int status = response.statusCode();
        if (status == OK || status == CREATED) {
            return new Answer(Answer.Kind.OK, body);
        }
        if (body.has("rejection")) {
            return new Answer(Answer.Kind.REJECTED, body);
        }
        trouble.add(Integer.toString(status));
        if (status == UNAVAILABLE) {
            if (response.headers().firstValue("Retry-After").isEmpty()) {
                trouble.add("503 without Retry-After");
            }
            return new Answer(Answer.Kind.NOT_APPENDED, body);
        }
        if (status == TIME_OUT || status == 500) {
            return new Answer(Answer.Kind.UNKNOWN, body);
        }
        throw new IllegalStateException(
                "Expected an answer that a client can use to " + call + ", but got " + status + ": " + response.body());
    }

    private JsonNode read(String text) {
        try {
            return text.isEmpty() ? MissingNode.getInstance() : json.readTree(text);
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }
}
