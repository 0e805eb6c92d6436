package dev.reprise.node.camunda8;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.node.Node;
import dev.reprise.node.camunda8.Rest.Answer;
import dev.reprise.node.support.Standalone;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** More requests at a time than a node takes: 503 with the title that makes Camunda's clients try again, and nothing has happened. */
class Camunda8OverloadIT {
    private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");
    private static final int JOBS = 40;
    private static final int ROUNDS = 25;

    @Test
    void whatIsTooMuchIsRefusedAndNothingOfItHappens(@TempDir Path folder) {
        // Room for one command at a time beside what the node itself asks for (batches of Camunda 7: a poll of each
        // partition).
        try (Node node = Standalone.start(folder, "most-in-flight", "4", "most-waiters", "2")) {
            Rest rest = new Rest(node.url());
            List<String> refused = new ArrayList<>();
            for (int round = 0; round < ROUNDS && refused.isEmpty(); round++) {
                refused.addAll(burst(rest, "burst-" + round));
            }
            assertThat(refused).as("refused of %d bursts", ROUNDS).isNotEmpty();

            refused.forEach(key -> {
                // Its first event is still its last, and a failure is still to come.
                assertThat(rest.get("/v1/jobs/" + key)
                                .expect(200)
                                .json()
                                .get("sequence")
                                .longValue())
                        .isEqualTo(1);
                rest.fail(key, "{'retries':2}");
            });
            pollsThatAreTooMuch(rest);
        }
    }

    /** Reports many failures at once; the keys of the jobs whose report was refused. */
    private static List<String> burst(Rest rest, String type) {
        List<String> keys = Stream.generate(() -> rest.create(type)).limit(JOBS).toList();
        Map<String, CompletableFuture<Answer>> answers = new LinkedHashMap<>();
        keys.forEach(key -> answers.put(
                key,
                rest.send("POST", "/v2/jobs/" + key + "/failure", "{\"retries\":1,\"retryBackOff\":600000}", JSON)));
        List<String> refused = new ArrayList<>();
        answers.forEach((key, coming) -> {
            Answer answer = coming.join();
            if (answer.status() != 204) {
                assertThat(answer.json().get("detail").textValue())
                        .matches(
                                "Failed to write client request to partition '[01]', because the request limit is exhausted\\.");
                answer.expectProblem(
                        503, "RESOURCE_EXHAUSTED", answer.json().get("detail").textValue());
                refused.add(key);
            }
        });
        return refused;
    }

    private static void pollsThatAreTooMuch(Rest rest) {
        List<CompletableFuture<Answer>> polls = Stream.generate(() -> rest.send(
                        "POST",
                        "/v2/jobs/activation",
                        "{\"type\":\"quiet\",\"timeout\":1000,\"maxJobsToActivate\":1,\"requestTimeout\":3000}",
                        JSON))
                .limit(10)
                .toList();
        long refused = polls.stream()
                .map(CompletableFuture::join)
                .filter(answer -> answer.status() == 503)
                .peek(
                        answer -> answer.expectProblem(
                                503,
                                "RESOURCE_EXHAUSTED",
                                "Expected to activate jobs of type 'quiet', but no jobs available and at least one broker returned 'RESOURCE_EXHAUSTED'. Please try again later."))
                .count();
        assertThat(refused).isPositive();
    }
}
