package dev.reprise.node.camunda7;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reprise.node.Node;
import dev.reprise.node.support.Standalone;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the recordings do not show: waking, repeats, batches, statuses of mistakes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class ExternalTasksIT {
    private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");

    private Node node;
    private EngineRest rest;

    @BeforeAll
    void start(@TempDir Path folder) {
        node = Standalone.start(folder, "camunda7-strict-status", "false");
        rest = new EngineRest(node.url());
    }

    @AfterAll
    void stop() {
        node.close();
    }

    private static String fetch(String topic, String more) {
        return "{\"workerId\":\"waiter\",\"maxTasks\":1,\"asyncResponseTimeout\":60000,\"topics\":[{\"topicName\":\"%s\",\"lockDuration\":60000%s}]}"
                .formatted(topic, more.replace('\'', '"'));
    }

    private CompletableFuture<HttpResponse<String>> waiting(String topic, String more) {
        return rest.sending("POST", "/engine-rest/external-task/fetchAndLock", fetch(topic, more), JSON);
    }

    private String lockedBy(String worker, String topic, long lock) {
        String id = rest.create("{'type':'" + topic + "'}");
        rest.post("/external-task/" + id + "/lock", "{'workerId':'%s','lockDuration':%d}".formatted(worker, lock));
        return id;
    }

    /** The vendor takes up to 30 s for each of these. */
    @ParameterizedTest
    @CsvSource({"retry due", "retries raised", "lock expired", "unlocked", "created"})
    void aFetchThatWaitsIsWokenBy(String what) {
        String topic = "wake-" + what.replace(' ', '-');
        String id = what.equals("created") ? "" : lockedBy("w", topic, what.equals("lock expired") ? 700 : 60_000);
        if (what.equals("retries raised")) {
            rest.post("/external-task/" + id + "/failure", "{'workerId':'w','retries':0}");
        }
        CompletableFuture<HttpResponse<String>> answer = waiting(topic, "");
        switch (what) {
            case "retry due" ->
                rest.post("/external-task/" + id + "/failure", "{'workerId':'w','retries':1,'retryTimeout':300}");
            case "retries raised" -> rest.put("/external-task/" + id + "/retries", "{'retries':1}");
            case "unlocked" -> rest.post("/external-task/" + id + "/unlock", "");
            case "created" -> rest.create("{'type':'" + topic + "'}");
            default -> assertThat(what).isEqualTo("lock expired");
        }
        long begun = System.nanoTime();
        assertThat(EngineRest.parse(answer.join().body())).hasSize(1);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(30));
    }

    @Test
    void aFetchWithAFilterDoesNotKeepTheOthersFromTheirTasks() {
        CompletableFuture<HttpResponse<String>> choosy = waiting("filtered", ",'businessKey':'mine'");
        CompletableFuture<HttpResponse<String>> anyone = waiting("filtered", "");
        String other = rest.create("{'type':'filtered','businessKey':'other'}");
        assertThat(EngineRest.parse(anyone.join().body()).at("/0/id").textValue())
                .isEqualTo(other);
        assertThat(choosy).isNotDone();
        String mine = rest.create("{'type':'filtered','businessKey':'mine'}");
        assertThat(EngineRest.parse(choosy.join().body()).at("/0/id").textValue())
                .isEqualTo(mine);
    }

    @Test
    void takesSeveralTopicsInOneFetch() {
        rest.create("{'type':'several-a'}");
        rest.create("{'type':'several-b','headers':{'k':'v'}}");
        JsonNode tasks = rest.post(
                "/external-task/fetchAndLock",
                "{'workerId':'w','maxTasks':5,'topics':[{'topicName':'several-a','lockDuration':60000},"
                        + "{'topicName':'several-b','lockDuration':60000,'includeExtensionProperties':true}]}");
        assertThat(tasks.findValuesAsText("topicName")).containsExactlyInAnyOrder("several-a", "several-b");
        assertThat(tasks.findValues("extensionProperties").toString()).contains("{\"k\":\"v\"}");
    }

    /** The Java client sends a call again after 429 and 503, and nothing in it says so. */
    @Test
    void theSameReportAgainChangesNothingUntilTheNextAttempt() {
        String id = lockedBy("w", "repeats", 60_000);
        String report = "{'workerId':'w','errorMessage':'m','retries':5}";
        for (int i = 0; i < 3; i++) {
            rest.post("/external-task/" + id + "/failure", report);
        }
        assertThat(failures(id)).isEqualTo(1);
        rest.post("/external-task/" + id + "/lock", "{'workerId':'w','lockDuration':60000}");
        rest.post("/external-task/" + id + "/failure", report);
        assertThat(failures(id))
                .as("a report of the next attempt is another one")
                .isEqualTo(2);
        rest.post("/external-task/" + id + "/complete", "{'workerId':'w'}");
        rest.post("/external-task/" + id + "/complete", "{'workerId':'w'}");
        assertThat(rest.call("POST", "/external-task/" + id + "/complete", "{\"workerId\":\"x\"}")
                        .statusCode())
                .isEqualTo(404);
    }

    private int failures(String id) {
        return rest.get("/history/external-task-log/count?failureLog=true&externalTaskId=" + id)
                .get("count")
                .intValue();
    }

    @Test
    void reportsAtTheSameTimeGetOneClearAnswerEach() throws InterruptedException {
        String id = lockedBy("w", "at-once", 60_000);
        List<Integer> statuses = new ArrayList<>();
        CountDownLatch all = new CountDownLatch(16);
        for (int i = 0; i < 16; i++) {
            var unused = rest.sending(
                            "POST",
                            "/engine-rest/external-task/" + id + (i % 2 == 0 ? "/failure" : "/complete"),
                            "{\"workerId\":\"w\",\"retries\":3,\"errorMessage\":\"" + i + "\"}",
                            JSON)
                    .thenAccept(answer -> {
                        synchronized (statuses) {
                            statuses.add(answer.statusCode());
                        }
                        all.countDown();
                    });
        }
        assertThat(all.await(120, TimeUnit.SECONDS)).as("all are answered").isTrue();
        assertThat(Set.copyOf(statuses)).isSubsetOf(204, 404).contains(204);
    }

    @Test
    void keepsTheFullMessageAndShowsTheVendorsPartOfIt() {
        String id = lockedBy("w", "long-words", 60_000);
        String message = "x".repeat(2000);
        rest.post(
                "/external-task/" + id + "/failure",
                "{'workerId':'w','retries':0,'errorMessage':'" + message + "','errorDetails':'why'}");
        assertThat(rest.get("/external-task/" + id).get("errorMessage").textValue())
                .hasSize(666);
        assertThat(rest.get("/incident/" + id).get("incidentMessage").textValue())
                .hasSize(666);
        assertThat(rest.job(id).toString()).contains(message);
        JsonNode rows = rest.get("/history/external-task-log?failureLog=true&externalTaskId=" + id);
        assertThat(rows.at("/0/errorMessage").textValue()).hasSize(666);
        assertThat(rest.call(
                                "GET",
                                "/history/external-task-log/" + rows.at("/0/id").textValue() + "/error-details",
                                null)
                        .body())
                .isEqualTo("why");
    }

    @Test
    void aBatchTellsWhatBecameOfEachTask() {
        List<String> tasks = IntStream.range(0, 130)
                .mapToObj(i -> rest.create("{'type':'batch'}"))
                .toList();
        String ids = tasks.stream().collect(Collectors.joining("','", "['", "','17','nobody']"));
        String batch = rest.post("/external-task/retries-async", "{'retries':7,'externalTaskIds':" + ids + "}")
                .get("id")
                .textValue();
        await().atMost(Duration.ofSeconds(120))
                .untilAsserted(() -> assertThat(
                                rest.get("/batch/" + batch).get("state").textValue())
                        .isEqualTo("COMPLETED"));
        JsonNode done = rest.get("/batch/" + batch);
        assertThat(done.get("succeeded").intValue()).isEqualTo(130);
        assertThat(done.get("failed").intValue()).isEqualTo(2);
        assertThat(done.at("/failures/17").textValue()).isEqualTo("External task with id 17 does not exist");
        assertThat(done.at("/failures/nobody").textValue()).contains("does not exist");
        assertThat(rest.get("/external-task/" + tasks.get(129)).get("retries").intValue())
                .isEqualTo(7);
        assertThat(rest.get("/external-task/topic-names").toString())
                .as("a batch is no task")
                .doesNotContain("reprise");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POST | /external-task/1/failure | {'retries':1} | NullValueException | workerId is null",
                "POST | /external-task/1/failure | {'workerId':'w','retries':-1} | ProcessEngineException | retries is not greater than or equal to 0",
                "POST | /external-task/fetchAndLock | {'workerId':'w','topics':[{'lockDuration':1}]} | NullValueException | topicName is null",
                "PUT | /external-task/1/priority | {} | NullPointerException | The priority is missing",
                "GET | /external-task/1/errorDetails | | NullValueException | No external task found with id 1: externalTask is null"
            })
    void mistakesAre400IfStatusesNeedNotBeTheVendors(
            String method, String path, String body, String type, String message) {
        HttpResponse<String> answer = rest.call(method, path, body == null ? null : body.replace('\'', '"'));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(EngineRest.parse(answer.body()).get("type").textValue()).isEqualTo(type);
        assertThat(EngineRest.parse(answer.body()).get("message").textValue()).isEqualTo(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET | /external-task?locked=maybe | 400 | Cannot set query parameter 'locked' to value 'maybe': Cannot convert value maybe to java type java.lang.Boolean",
                "GET | /external-task?lockExpirationAfter=today | 400 | Cannot set query parameter 'lockExpirationAfter' to value 'today': Cannot convert value \"today\" to java type java.util.Date",
                "GET | /external-task?maxResults=abc | 404 | HTTP 404 Not Found",
                "GET | /external-task?sortBy=nope&sortOrder=asc | 400 | Cannot set query parameter 'sortBy' to value 'nope'",
                "GET | /external-task/12x | 404 | External task with id 12x does not exist",
                "GET | /external-task/99999999999999999999999 | 404 | External task with id 99999999999999999999999 does not exist",
                "GET | /batch/1 | 404 | Batch with id '1' does not exist",
                "GET | /history/external-task-log/1-0 | 404 | Historic external task log with id 1-0 does not exist",
                "DELETE | /external-task/1 | 405 | HTTP 405 Method Not Allowed",
                "GET | /engine/default/nope | 404 | HTTP 404 Not Found"
            })
    void badInputIsToldOfInTheVendorsShape(String method, String path, int status, String message) {
        HttpResponse<String> answer = rest.call(method, path.replace("\"", "%22"), null);
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(EngineRest.parse(answer.body()).get("message").textValue()).isEqualTo(message);
    }

    @Test
    void aBodyThatIsTooLargeIsToldOfInTheVendorsShape() {
        String body = "{\"workerId\":\"" + "x".repeat(5 << 20) + "\"}";
        HttpResponse<String> answer = rest.call("POST", "/external-task/1/failure", body);
        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(EngineRest.parse(answer.body()).get("type").textValue()).isEqualTo("RestException");
    }
}
