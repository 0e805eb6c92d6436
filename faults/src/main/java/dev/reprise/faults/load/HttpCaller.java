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
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int OK = 200;
    private static final int CREATED = 201;
    private static final int UNAVAILABLE = 503;
    private static final int TIME_OUT = 504;

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_WITHIN)
            .build();
    private final Nodes nodes;
    private final Trouble trouble;

    HttpCaller(Nodes nodes, Trouble trouble) {
        this.nodes = nodes;
        this.trouble = trouble;
    }

    /** Sends it to a node that takes connections, if there is one. */
    Answer call(Call call, String commandId) {
        long sentAt = System.currentTimeMillis();
        for (String url : nodes.inTurn()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(url + call.path()))
                    .timeout(ANSWER_WITHIN)
                    .header("Content-Type", "application/json")
                    .header("Idempotency-Key", commandId)
                    .method(call.method(), BodyPublishers.ofString(call.body()))
                    .build();
            try {
                return answer(call, sentAt, client.send(request, BodyHandlers.ofString()));
            } catch (ConnectException | HttpConnectTimeoutException e) {
                trouble.add(sentAt, Trouble.NO_CONNECTION); // nothing was sent: the next one, as a load balancer does
            } catch (IOException e) {
                trouble.broken(sentAt, e);
                return Answer.without(Answer.Kind.UNKNOWN);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Answer.without(Answer.Kind.UNKNOWN);
            }
        }
        trouble.add(sentAt, Trouble.NO_NODE);
        return Answer.without(Answer.Kind.NOT_APPENDED);
    }

    private Answer answer(Call call, long sentAt, HttpResponse<String> response) {
        JsonNode body = json(response.body());
        int status = response.statusCode();
        if (status == OK || status == CREATED) {
            return new Answer(Answer.Kind.OK, body);
        }
        if (body.has("rejection")) {
            return new Answer(Answer.Kind.REJECTED, body);
        }
        trouble.add(sentAt, response);
        if (status == UNAVAILABLE) {
            return new Answer(Answer.Kind.NOT_APPENDED, body);
        }
        if (status == TIME_OUT || status == 500) {
            return new Answer(Answer.Kind.UNKNOWN, body);
        }
        throw new IllegalStateException(
                "Expected an answer that a client can use to " + call + ", but got " + status + ": " + response.body());
    }

    /** The body of an answer; missing if it is empty or no JSON. */
    static JsonNode json(String body) {
        try {
            return body.isEmpty() ? MissingNode.getInstance() : JSON.readTree(body);
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }
}
