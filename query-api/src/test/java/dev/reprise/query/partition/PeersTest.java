package dev.reprise.query.partition;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reprise.query.http.HttpSpec;
import dev.reprise.query.http.Problem;
import dev.reprise.query.http.ProblemException;
import dev.reprise.query.http.ProblemTypes;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.kafka.streams.state.HostInfo;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PeersTest {
    private final Peers peers = new Peers();
    private final HttpSpec node = new HttpSpec(config -> config.routes
            .get(Peers.PREFIX + "/good", ctx -> ctx.json(Map.of("echo", String.valueOf(ctx.queryParam("q")))))
            .get(Peers.PREFIX + "/moving", ctx -> {
                throw Unavailable.partition(3, "it is moving");
            })
            .get(Peers.PREFIX + "/no-job", ctx -> {
                throw Problem.of(ProblemTypes.JOB_NOT_FOUND, "Expected job 1 to exist, but it does not")
                        .asException();
            })
            .get(Peers.PREFIX + "/broken", ctx -> {
                throw new IllegalStateException("a bug");
            })
            .get(Peers.PREFIX + "/odd", ctx -> ctx.result("<html>"))
            .get(Peers.PREFIX + "/slow", ctx -> ctx.future(CompletableFuture::new)));

    @AfterEach
    void close() {
        node.close();
    }

    @Test
    void bringWhatAnotherNodeAnswers() {
        String odd = "a b&c=d/ü%";
        assertThat(ask("/good", odd).join().get("echo").textValue()).isEqualTo(odd);
    }

    @Test
    void passOnWhatConcernsTheCaller() {
        Problem moving = problem(ask("/moving", null));
        assertThat(moving.type()).isEqualTo(ProblemTypes.PARTITION_UNAVAILABLE);
        assertThat(moving.detail()).isEqualTo("Expected to read partition 3, but it is moving");
        assertThat(moving.members()).containsKey("partition");
        assertThat(moving.headers()).containsEntry("Retry-After", "1");

        assertThat(problem(ask("/no-job", null)).type()).isEqualTo(ProblemTypes.JOB_NOT_FOUND);
    }

    @Test
    void takeAnythingElseForAnOutage() {
        unavailable(ask("/broken", null), "it answered with status 500");
        unavailable(ask("/unknown-to-this-release", null), "it answered with status 404");
        unavailable(ask("/odd", null), "what it said cannot be read");
        unavailable(peers.get(here(), PeerQuery.of("/slow"), JsonNode.class, ofMillis(100)), "it took too long");
        node.close();
        unavailable(ask("/good", null), "it could not be reached");
        unavailable(
                peers.get(new HostInfo("no such host", 1), PeerQuery.of("/good"), JsonNode.class, ofSeconds(1)),
                "this is no address");
    }

    private CompletableFuture<JsonNode> ask(String path, @Nullable String q) {
        return peers.get(here(), PeerQuery.of(path).with("q", q), JsonNode.class, Duration.ofSeconds(10));
    }

    private HostInfo here() {
        return new HostInfo("127.0.0.1", node.port());
    }

    private static void unavailable(CompletableFuture<JsonNode> answer, String why) {
        Problem problem = problem(answer);
        assertThat(problem.type()).isEqualTo(ProblemTypes.PARTITION_UNAVAILABLE);
        assertThat(problem.detail()).contains(why);
        assertThat(problem.headers()).containsEntry("Retry-After", "1");
    }

    private static Problem problem(CompletableFuture<JsonNode> answer) {
        try {
            throw new AssertionError("Expected a problem, but got " + answer.join());
        } catch (CompletionException e) {
            if (e.getCause() instanceof ProblemException fault) {
                return fault.problem();
            }
            throw e;
        }
    }
}
