package dev.reprise.node.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reprise.node.access.GuardedNode.Answer;
import dev.reprise.node.access.GuardedNode.Caller;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Callers of one tenant find nothing of another's, whichever API they ask, and whether they ask, list, count, take or order. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class TenantsIT {
    private GuardedNode node;
    private Caller boss;
    private Caller reader;
    private Caller worker;
    private Caller operator;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        node = GuardedNode.start(folder, TestTokens.key("k1"));
        boss = node.with(GuardedNode.BOSS);
        reader = node.with(GuardedNode.READER);
        worker = node.with(GuardedNode.WORKER);
        operator = node.with(GuardedNode.OPERATOR);
    }

    @AfterAll
    void stop() {
        node.close();
    }

    private String withIncident(String type, String tenant) {
        String key = boss.create(type, tenant);
        boss.post("/v1/jobs/" + key + "/failure", "{'retries':0,'errorMessage':'of %s'}".formatted(tenant))
                .expect(200);
        return key;
    }

    @Test
    void aJobOfAnotherTenantIsNotThere() {
        String ours = withIncident("there", "acme");
        String theirs = withIncident("there", "other");
        await().atMost(Duration.ofSeconds(30))
                .until(() -> boss.get("/engine-rest/history/external-task-log/" + theirs + "-1")
                                .status()
                        == 200);
        for (String path : List.of(
                "/v1/jobs/%s",
                "/v1/jobs/%s?include=payload,details",
                "/v1/jobs/%s/history",
                "/v1/jobs/%s/history?limit=1",
                "/v1/incidents/%s",
                "/v2/incidents/%s",
                "/engine-rest/external-task/%s",
                "/engine-rest/incident/%s",
                "/engine-rest/process-instance/%s",
                "/engine-rest/process-instance/%s/variables",
                "/engine-rest/process-instance/%s/variables/of",
                "/engine-rest/engine/default/external-task/%s",
                "/engine-rest/history/external-task-log/%s-1")) {
            assertThat(reader.get(path.formatted(ours)).status()).as(path).isEqualTo(200);
            Answer answer = reader.get(path.formatted(theirs));
            assertThat(answer.status()).as(path).isEqualTo(404);
            assertThat(answer.response().body()).as(path).doesNotContain("other");
            assertThat(answer.response().body().replace(theirs, "1").replaceAll("\"instance\":\"[^\"]+\"", ""))
                    .as("as if it had never been: " + path)
                    .isEqualTo(reader.get(path.formatted("1"))
                            .response()
                            .body()
                            .replaceAll("\"instance\":\"[^\"]+\"", ""));
        }
    }

    @Test
    void listsCountsAndSearchesHaveTheirOwnAlone() {
        withIncident("listed", "acme");
        withIncident("listed", "other");
        withIncident("listed", "third");
        String type = "{'filter':{'type':'listed'}}";
        assertThat(tenants(reader.get("/v1/jobs?type=listed").expect(200).get("jobs")))
                .containsExactly("acme");
        assertThat(tenants(reader.get("/v1/jobs?type=listed&tenantId=other")
                        .expect(200)
                        .get("jobs")))
                .isEmpty();
        assertThat(tenants(reader.get("/v1/incidents?type=listed").expect(200).get("incidents")))
                .containsExactly("acme");
        JsonNode jobs = reader.post("/v2/jobs/search", type).expect(200);
        assertThat(tenants(jobs.get("items"))).containsExactly("acme");
        assertThat(jobs.at("/page/totalItems").intValue()).isEqualTo(1);
        assertThat(tenants(reader.post("/v2/jobs/search", "{'filter':{'tenantId':'other'}}")
                        .expect(200)
                        .get("items")))
                .isEmpty();
        assertThat(tenants(reader.post("/v2/incidents/search", "{}").expect(200).get("items")))
                .isNotEmpty()
                .containsOnly("acme");
        String topic = "?topicName=listed";
        assertThat(tenants(reader.get("/engine-rest/external-task" + topic).expect(200)))
                .containsExactly("acme");
        assertThat(reader.get("/engine-rest/external-task/count" + topic)
                        .expect(200)
                        .get("count")
                        .intValue())
                .isEqualTo(1);
        assertThat(tenants(reader.get("/engine-rest/external-task" + topic + "&tenantIdIn=other,third")
                        .expect(200)))
                .isEmpty();
        assertThat(tenants(reader.get("/engine-rest/incident").expect(200)))
                .isNotEmpty()
                .containsOnly("acme");
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            assertThat(tenants(reader.get("/engine-rest/history/incident").expect(200)))
                    .isNotEmpty()
                    .containsOnly("acme");
            assertThat(tenants(reader.get("/engine-rest/history/external-task-log?topicName=listed")
                            .expect(200)))
                    .isNotEmpty()
                    .containsOnly("acme");
        });
        assertThat(boss.get("/v1/jobs?type=listed").expect(200).get("jobs")).hasSize(3);
        assertThat(tenants(node.with(GuardedNode.OTHERS)
                        .get("/v1/jobs?type=listed")
                        .expect(200)
                        .get("jobs")))
                .containsExactlyInAnyOrder("other", "third");
    }

    private static List<String> tenants(JsonNode entries) {
        return entries.findValuesAsText("tenantId");
    }

    @Test
    void figuresAreOfTheirOwnJobs() {
        withIncident("counted", "acme");
        boss.create("counted", "other");
        boss.create("hidden", "other");
        JsonNode stats = reader.get("/v1/stats").expect(200);
        assertThat(stats.get("types").findValuesAsText("type"))
                .contains("counted")
                .doesNotContain("hidden");
        stats.get("types").forEach(type -> {
            if (type.get("type").textValue().equals("counted")) {
                assertThat(type.get("total").intValue()).isEqualTo(1);
                assertThat(type.at("/states/INCIDENT").intValue()).isEqualTo(1);
            }
        });
        assertThat(stats.get("partitions")).isEmpty();
    }

    @Test
    void jobsAreHandedOutToTheirOwnWorkersAlone() {
        boss.create("handed", "other");
        String poll = "{'type':'handed','worker':'w','maxJobs':9,'timeout':60000,'requestTimeout':1%s}";
        assertThat(worker.post("/v1/jobs/activation", poll.formatted(""))
                        .expect(200)
                        .get("jobs"))
                .isEmpty();
        worker.post("/v1/jobs/activation", poll.formatted(",'tenantIds':['acme','other']"))
                .expect(403);
        String eight = "{'type':'handed','worker':'w','maxJobsToActivate':9,'timeout':60000,'requestTimeout':-1%s}";
        assertThat(worker.post("/v2/jobs/activation", eight.formatted(""))
                        .expect(200)
                        .get("jobs"))
                .isEmpty();
        worker.post("/v2/jobs/activation", eight.formatted(",'tenantIds':['other']"))
                .expect(403);
        String seven = "{'workerId':'w','maxTasks':9,'topics':[{'topicName':'handed','lockDuration':60000%s}]}";
        assertThat(worker.post("/engine-rest/external-task/fetchAndLock", seven.formatted(""))
                        .expect(200))
                .isEmpty();
        assertThat(worker.post("/engine-rest/external-task/fetchAndLock", seven.formatted(",'tenantIdIn':['other']"))
                        .expect(200))
                .isEmpty();

        String ours = worker.post("/v1/jobs", "{'type':'handed'}")
                .expect(201)
                .get("jobKey")
                .textValue();
        assertThat(boss.get("/v1/jobs/" + ours).expect(200).get("tenantId").textValue())
                .isEqualTo("acme");
        assertThat(worker.post("/v2/jobs/activation", eight.formatted(",'tenantFilter':'ASSIGNED'"))
                        .expect(200)
                        .get("jobs")
                        .findValuesAsText("tenantId"))
                .containsExactly("acme");
        worker.post("/v1/jobs", "{'type':'handed','tenantId':'other'}").expect(403);
    }

    @Test
    void anOrderToAnothersJobFindsNone() {
        String theirs = withIncident("ordered", "other");
        String key = "/v1/jobs/" + theirs;
        JsonNode before = boss.get(key).expect(200);
        String worked = "{'workerId':'w','lockDuration':60000,'newDuration':60000,'errorCode':'E'}";
        for (Answer answer : List.of(
                worker.post(key + "/failure", "{'retries':1}"),
                worker.post(key + "/completion", "{}"),
                worker.post(key + "/error", "{'errorCode':'E'}"),
                worker.post(key + "/return", "{}"),
                operator.post(key + "/retry", "{}"),
                operator.send("PATCH", key, "{'retries':3}"),
                operator.send("DELETE", key, "{}"),
                operator.post("/v1/incidents/" + theirs + "/resolution", "{'retries':1}"),
                operator.send("PUT", "/v1/incidents/" + theirs + "/annotation", "{'annotation':'mine'}"),
                worker.post("/v2/jobs/" + theirs + "/failure", "{'retries':1}"),
                worker.post("/v2/jobs/" + theirs + "/completion", "{}"),
                worker.post("/v2/jobs/" + theirs + "/error", "{'errorCode':'E'}"),
                operator.send("PATCH", "/v2/jobs/" + theirs, "{'changeset':{'retries':3}}"),
                operator.send("PATCH", "/v2/jobs/" + theirs, "{'changeset':{'retries':0}}"),
                operator.post("/v2/incidents/" + theirs + "/resolution", "{}"),
                worker.post("/engine-rest/external-task/" + theirs + "/failure", worked),
                worker.post("/engine-rest/external-task/" + theirs + "/complete", worked),
                worker.post("/engine-rest/external-task/" + theirs + "/bpmnError", worked),
                worker.post("/engine-rest/external-task/" + theirs + "/lock", worked),
                worker.post("/engine-rest/external-task/" + theirs + "/extendLock", worked),
                operator.post("/engine-rest/external-task/" + theirs + "/unlock", ""),
                operator.send("PUT", "/engine-rest/external-task/" + theirs + "/retries", "{'retries':3}"),
                operator.send("PUT", "/engine-rest/external-task/" + theirs + "/priority", "{'priority':3}"),
                operator.send(
                        "PUT",
                        "/engine-rest/external-task/retries",
                        "{'externalTaskIds':['%s'],'retries':3}".formatted(theirs)),
                operator.post("/engine-rest/process-instance/" + theirs + "/variables", "{'deletions':['of']}"),
                operator.send("DELETE", "/engine-rest/process-instance/" + theirs, ""))) {
            assertThat(answer.status())
                    .as("%s %s", answer.response().request(), answer.response().body())
                    .isEqualTo(404);
        }
        // Camunda 7 has its own status for an annotation without an incident
        operator.send("PUT", "/engine-rest/incident/" + theirs + "/annotation", "{'annotation':'mine'}")
                .expect(400);
        JsonNode after = boss.get(key).expect(200);
        assertThat(after.get("sequence")).isEqualTo(before.get("sequence"));
        assertThat(after.get("state").textValue()).isEqualTo("INCIDENT");
    }

    @Test
    void aBatchTouchesOnlyTasksOfWhoOrderedItAndOnlyTheyReadIt() {
        String ours = withIncident("batched", "acme");
        String theirs = withIncident("batched", "other");
        String batch = operator.post(
                        "/engine-rest/external-task/retries-async",
                        "{'retries':5,'externalTaskIds':['%s','%s']}".formatted(ours, theirs))
                .expect(200)
                .get("id")
                .textValue();
        await().atMost(Duration.ofSeconds(60))
                .until(() -> operator.get("/engine-rest/batch/" + batch)
                        .expect(200)
                        .get("state")
                        .textValue()
                        .equals("COMPLETED"));
        JsonNode done = operator.get("/engine-rest/batch/" + batch).expect(200);
        assertThat(done.get("succeeded").intValue()).isEqualTo(1);
        assertThat(done.get("failures").has(theirs)).isTrue();
        assertThat(boss.get("/v1/jobs/" + ours).expect(200).get("retries").intValue())
                .isEqualTo(5);
        assertThat(boss.get("/v1/jobs/" + theirs).expect(200).get("retries").intValue())
                .isZero();
        node.with(GuardedNode.OTHERS).get("/engine-rest/batch/" + batch).expect(404);
        node.with(GuardedNode.OTHERS).get("/v1/jobs/" + batch).expect(404);
        operator.get("/v1/jobs/" + batch).expect(404); // it is nobody's job
        boss.get("/engine-rest/batch/" + batch).expect(200);
    }

    @Test
    void whoOnlyWorksChangesRetriesOfWhatTheyHoldAndOfNothingElse() {
        String key = boss.create("held", "acme");
        worker.send("PATCH", "/v1/jobs/" + key, "{'retries':9}").expect(403);
        worker.send("PATCH", "/v2/jobs/" + key, "{'changeset':{'retries':9}}").expect(403);
        worker.send("PATCH", "/v1/jobs/" + key, "{'priority':9}").expect(403);
        String lease = worker.post(
                        "/v1/jobs/activation",
                        "{'type':'held','worker':'w','maxJobs':1,'timeout':60000,'requestTimeout':5000}")
                .expect(200)
                .at("/jobs/0/leaseToken")
                .textValue();
        worker.send("PATCH", "/v1/jobs/" + key, "{'timeout':90000,'leaseToken':'%s'}".formatted(lease))
                .expect(200);
        worker.send("PATCH", "/v1/jobs/" + key, "{'retries':9,'leaseToken':'%s'}".formatted(lease))
                .expect(200);
    }
}
