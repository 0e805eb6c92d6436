package dev.reprise.node.camunda8;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reprise.node.Node;
import dev.reprise.node.camunda8.Differences.Difference;
import dev.reprise.node.camunda8.Rest.Answer;
import dev.reprise.node.camunda8.Situations.Situation;
import dev.reprise.node.support.Standalone;
import dev.reprise.query.http.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every exchange that was recorded with a real Zeebe, again: the situation is made anew, the request sent, and status, content
 * type and body compared, apart from keys and times. A row that {@link Differences} lists must answer as it says there, and not as
 * it was recorded.
 */
class Camunda8ConformanceIT {
    private static final Pattern KEY_IN_PATH = Pattern.compile("(/v\\d/(?:jobs|incidents)/)(22\\d{14,})");
    private static final int AT_ONCE = 8;

    private static Node node;
    private static Rest rest;
    private static List<Recorded> rows;

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException {
        node = Standalone.start(folder);
        rest = new Rest(node.url());
        rows = Recorded.all();
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    /** A row that was sent again. */
    private record Replayed(Recorded row, String jobKey, String type, Answer answer) {}

    /** Rows share nothing but the node, and one of them waits for 10 s: they are sent side by side. */
    @TestFactory
    Stream<DynamicTest> everyRecordedExchange() {
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        Map<Recorded, Future<Replayed>> replayed = new LinkedHashMap<>();
        rows.forEach(row -> replayed.put(row, threads.submit(() -> replay(row))));
        threads.shutdown();
        return replayed.entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(
                        entry.getKey().name(), () -> check(entry.getValue().get())));
    }

    @Test
    void noDifferenceIsListedForWhatWasNotRecorded() {
        assertThat(rows.stream().map(Recorded::name))
                .containsAll(Differences.all().keySet());
    }

    private static Replayed replay(Recorded row) {
        Situation situation = Situations.of(row.name())
                .orElseThrow(() -> new AssertionError("Expected a situation for " + row.name()));
        String type = "charge-card/" + row.name();
        String jobKey = situation.apply(rest, type);
        String path =
                jobKey.isEmpty() ? row.path() : KEY_IN_PATH.matcher(row.path()).replaceFirst("$1" + jobKey);
        String body = row.requestBody().replace("\"charge-card\"", "\"" + type + "\"");
        return new Replayed(
                row,
                jobKey,
                type,
                rest.send(row.method(), path, body, row.requestHeaders()).join());
    }

    private static void check(Replayed replayed) {
        Recorded row = replayed.row();
        String body = masked(replayed);
        boolean same = replayed.answer().status() == row.status()
                && java.util.Objects.equals(replayed.answer().contentType(), row.contentType())
                && sameJson(body, in89(row));
        Difference difference = Differences.of(row.name()).orElse(null);
        if (difference == null) {
            assertThat(same)
                    .as(
                            "%d %s %s%nrecorded %d %s %s",
                            replayed.answer().status(),
                            replayed.answer().contentType(),
                            body,
                            row.status(),
                            row.contentType(),
                            in89(row))
                    .isTrue();
            return;
        }
        assertThat(same).as("no longer different: %s", row.name()).isFalse();
        JsonNode problem = replayed.answer().json();
        assertThat(replayed.answer().status()).as("%s", body).isEqualTo(difference.status());
        assertThat(replayed.answer().contentType()).isEqualTo("application/problem+json");
        assertThat(problem.get("title").textValue()).isEqualTo(difference.title());
        assertThat(mask(problem.get("detail").textValue(), replayed)).isEqualTo(difference.detail());
    }

    private static String masked(Replayed replayed) {
        return maskJobs(mask(replayed.answer().body(), replayed));
    }

    private static String mask(String text, Replayed replayed) {
        String masked = replayed.jobKey().isEmpty() ? text : text.replace(replayed.jobKey(), "KEY");
        return masked.replace(replayed.type(), "charge-card").replaceAll("22517998136855\\d\\d", "KEY");
    }

    /** What was recorded, with the names and types that 8.9 has. */
    private static String in89(Recorded row) {
        String body = row.responseBody()
                .replaceAll("(?<=['/])22\\d{14}(?=['/])", "KEY")
                .replaceAll("(?<=['/])22\\d{14}(?=\")", "KEY");
        if (!body.startsWith("{\"jobs\":[{")) {
            return body;
        }
        ObjectNode answer = (ObjectNode) json(body);
        for (JsonNode each : answer.get("jobs")) {
            ObjectNode job = (ObjectNode) each;
            job.set("jobKey", job.remove("key"));
            job.set("processDefinitionId", job.remove("bpmnProcessId"));
            job.put("processDefinitionKey", job.get("processDefinitionKey").asText());
            job.put("kind", "BPMN_ELEMENT")
                    .put("listenerEventType", "UNSPECIFIED")
                    .putNull("userTask");
            job.putArray("tags");
            job.putNull("rootProcessInstanceKey");
        }
        return maskJobs(answer.toString());
    }

    /** Jobs without what differs from run to run, in an order of their own: partitions answer in any. */
    private static String maskJobs(String body) {
        if (!body.startsWith("{\"jobs\":[{")) {
            return body;
        }
        ArrayNode jobs = (ArrayNode) json(body).get("jobs");
        jobs.forEach(job -> ((ObjectNode) job)
                .put("jobKey", "KEY")
                .put("processInstanceKey", "KEY")
                .put("elementInstanceKey", "KEY")
                .put("deadline", 0));
        return jobs.valueStream().map(job -> sorted(job)).sorted().toList().toString();
    }

    private static String sorted(JsonNode job) {
        return new java.util.TreeMap<>(Json.mapper().convertValue(job, Map.class)).toString();
    }

    private static boolean sameJson(String one, String other) {
        return one.equals(other)
                || one.startsWith("{") && other.startsWith("{") && json(one).equals(json(other));
    }

    private static JsonNode json(String text) {
        try {
            return Json.mapper().readTree(text);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
