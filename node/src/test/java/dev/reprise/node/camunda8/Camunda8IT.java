package dev.reprise.node.camunda8;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reprise.node.Node;
import dev.reprise.node.camunda8.Rest.Answer;
import dev.reprise.node.support.Standalone;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a worker does with a job, over the API of Camunda 8. Each test has a job type of its own. */
class Camunda8IT {
    private static Node node;
    private static Rest rest;

    @BeforeAll
    static void start(@TempDir Path folder) {
        node = Standalone.start(folder);
        rest = new Rest(node.url());
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @Test
    void handsOutAllThatAWorkerNeeds() {
        String key = rest.create(
                "needs",
                ",'headers':{'queue':'eu'},'process':{'processId':'order','processVersion':4,'definitionKey':'77','elementId':'charge'}");

        JsonNode job = rest.post(
                        "/v2/jobs/activation",
                        "{'type':'needs','worker':'w','timeout':60000,'maxJobsToActivate':5,'fetchVariable':[],'tenantIds':['<default>'],'tenantFilter':'PROVIDED'}")
                .expect(200)
                .json()
                .at("/jobs/0");

        long deadline = job.get("deadline").longValue();
        assertThat(Instant.ofEpochMilli(deadline))
                .isBetween(Instant.now(), Instant.now().plusSeconds(60));
        assertThat(job)
                .hasToString(
                        ("{'type':'needs','processDefinitionId':'order','processDefinitionVersion':4,'elementId':'charge',"
                                        + "'customHeaders':{'queue':'eu'},'worker':'w','retries':3,'deadline':"
                                        + deadline
                                        + ",'variables':{'amount':42},'tenantId':'<default>','jobKey':'KEY','processInstanceKey':'KEY',"
                                        + "'processDefinitionKey':'77','elementInstanceKey':'KEY','kind':'BPMN_ELEMENT',"
                                        + "'listenerEventType':'UNSPECIFIED','userTask':null,'tags':[],'rootProcessInstanceKey':null}")
                                .replace("KEY", key)
                                .replace('\'', '"'));
    }

    @Test
    void aPollWaitsForTheFirstJobAndIsWokenByIt() {
        CompletableFuture<Answer> poll = poll("wakes", 60_000);
        String key = rest.create("wakes");

        assertThat(poll.join().expect(200).json().at("/jobs/0/jobKey").textValue())
                .isEqualTo(key);
    }

    @Test
    void aPollOfNoTimeAnswersAtOnceAndOneOfLittleTimeAfterThat() {
        assertThat(poll("none", -1).join().expect(200).body()).isEqualTo("{\"jobs\":[]}");
        assertThat(poll("none", 100).join().expect(200).body()).isEqualTo("{\"jobs\":[]}");
    }

    @Test
    void aPollWithTimeZeroWaitsForTheDefaultTime() {
        CompletableFuture<Answer> poll = poll("default-time", 0);
        assertThat(rest.create("other")).isNotEmpty(); // takes its time
        assertThat(poll).isNotDone();
        rest.create("default-time");

        assertThat(poll.join().expect(200).json().get("jobs")).hasSize(1);
    }

    @Test
    void aJobIsNotLeasedToAClientThatHasHungUp() throws Exception {
        URI uri = URI.create(node.url());
        try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
            String body = "{\"type\":\"hung-up\",\"timeout\":600000,\"maxJobsToActivate\":1,\"requestTimeout\":60000}";
            socket.getOutputStream()
                    .write(
                            ("POST /v2/jobs/activation HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: "
                                            + body.length() + "\r\n\r\n" + body)
                                    .getBytes(StandardCharsets.US_ASCII));
            socket.setSoLinger(true, 0); // closing resets the connection, as the Java client does
        }
        String key = rest.create("hung-up");

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(rest.activate("hung-up").findValuesAsText("jobKey"))
                        .containsExactly(key));
    }

    @Test
    void onlyTheVariablesThatWereAskedForAreFetched() {
        rest.post("/v1/jobs", "{'type':'fetch','variables':{'a':1.10,'b':{'c':[2]},'d':'x'}}")
                .expect(201);

        assertThat(rest.post(
                                "/v2/jobs/activation",
                                "{'type':'fetch','timeout':1000,'maxJobsToActivate':1,'fetchVariable':['a','b','z']}")
                        .expect(200)
                        .body())
                .contains("\"variables\":{\"a\":1.10,\"b\":{\"c\":[2]}}");
    }

    @Test
    void jobsOfOtherTenantsAreHandedOutToThoseWhoNameThem() {
        String key = rest.create("tenants", ",'tenantId':'acme'");

        assertThat(rest.activate("tenants")).isEmpty();
        JsonNode jobs = rest.post(
                        "/v2/jobs/activation",
                        "{'type':'tenants','timeout':1000,'maxJobsToActivate':1,'tenantIds':['acme','<default>'],'requestTimeout':-1}")
                .expect(200)
                .json()
                .get("jobs");
        assertThat(jobs.findValuesAsText("jobKey")).containsExactly(key);
        assertThat(jobs.findValuesAsText("tenantId")).containsExactly("acme");
    }

    @Test
    void aFailureWithABackoffSaysInAHeaderWhenTheRetryIsDue() {
        String key = rest.held("backoff");

        Answer answer = rest.post(
                "/v2/jobs/" + key + "/failure",
                "{'retries':2,'retryBackOff':400,'errorMessage':'x','variables':{'n':7}}");

        answer.expect(204);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.contentType()).isNull();
        assertThat(Instant.parse(String.valueOf(answer.header("Reprise-Next-Retry-At"))))
                .isBetween(Instant.now().minusSeconds(60), Instant.now().plusMillis(400));
        assertThat(answer.header("Reprise-Position")).matches("\\d+-\\d+");
        assertThat(answer.header("Reprise-Incident-Key")).isNull();
        JsonNode again = poll("backoff", 60_000).join().expect(200).json().at("/jobs/0");
        assertThat(again.get("jobKey").textValue()).isEqualTo(key);
        assertThat(again.get("retries").intValue()).isEqualTo(2);
        assertThat(again.get("variables")).hasToString("{\"amount\":42,\"n\":7}");
    }

    @Test
    void aFailureWithoutRetriesRaisesAnIncidentThatIsFoundAtOnceAndResolvedOnceItHasRetries() {
        String key = rest.held("incident");

        Answer failed = rest.post("/v2/jobs/" + key + "/failure", "{'errorMessage':'card declined'}")
                .expect(204);
        assertThat(failed.header("Reprise-Incident-Key")).isEqualTo(key);
        assertThat(rest.activate("incident")).isEmpty();
        JsonNode found = rest.post("/v2/incidents/search", "{'filter':{'jobKey':'%s'}}".formatted(key))
                .expect(200)
                .json();
        assertThat(found.at("/page/totalItems").intValue()).isEqualTo(1);
        assertThat(found.at("/items/0")).isEqualTo(incident(key));
        assertThat(incident(key).get("state").textValue()).isEqualTo("ACTIVE");
        assertThat(incident(key).get("errorType").textValue()).isEqualTo("JOB_NO_RETRIES");
        assertThat(incident(key).get("errorMessage").textValue()).isEqualTo("card declined");

        rest.post("/v2/incidents/" + key + "/resolution", "")
                .expectProblem(
                        409,
                        "INVALID_STATE",
                        "Command 'RESOLVE' rejected with code 'INVALID_STATE': Expected to resolve incident with key '%s', but job with key '%s' has no retries left. Please update the job retries and retry resolving the incident"
                                .formatted(key, key));
        rest.patch("/v2/jobs/" + key, "{'changeset':{'retries':1},'operationReference':12}")
                .expect(204);
        assertThat(state(key)).isEqualTo("RETRIES_UPDATED");
        rest.post("/v2/incidents/" + key + "/resolution", "{'operationReference':3}")
                .expect(204);

        assertThat(rest.activate("incident").findValuesAsText("jobKey")).containsExactly(key);
        assertThat(incident(key).get("state").textValue()).isEqualTo("RESOLVED");
        rest.post("/v2/jobs/" + key + "/completion", "").expect(204);
        assertThat(state(key)).isEqualTo("COMPLETED");
    }

    @Test
    void anErrorThatIsNotCaughtIsAnIncidentOfAnotherType() {
        String key = rest.create("uncaught", ",'caughtErrors':['OTHER']");
        rest.activate("uncaught");

        rest.post("/v2/jobs/" + key + "/error", "{'errorCode':'E1','errorMessage':'no'}")
                .expect(204);

        assertThat(incident(key).get("errorType").textValue()).isEqualTo("UNHANDLED_ERROR_EVENT");
        assertThat(incident(key).get("errorMessage").textValue())
                .isEqualTo(
                        "Expected to throw an error event with the code 'E1' with message 'no', but it was not caught. No error events are available in the scope.");
        assertThat(state(key)).isEqualTo("ERROR_THROWN");
        rest.post("/v2/jobs/" + key + "/completion", "{}")
                .expectProblem(
                        409,
                        "INVALID_STATE",
                        "Command 'COMPLETE' rejected with code 'INVALID_STATE': Expected to complete job with key '%s', but it is in state 'ERROR_THROWN'"
                                .formatted(key));
    }

    @Test
    void aWorkerWithALeaseIsFencedOffOnceItIsNotItsOwn() {
        String key = rest.create("leases");
        String first = lease("leases");
        rest.fail(key, "{'retries':2,'leaseToken':'%s'}".formatted(first));
        String second = lease("leases");

        for (String report : List.of("failure", "completion", "error")) {
            String intent = Map.of("failure", "FAIL", "completion", "COMPLETE", "error", "THROW_ERROR")
                    .get(report);
            String code = report.equals("error") ? ",'errorCode':'E'" : "";
            rest.post("/v2/jobs/%s/%s".formatted(key, report), "{'leaseToken':'%s'%s}".formatted(first, code))
                    .expectProblem(
                            409,
                            "INVALID_STATE",
                            "Command '%s' rejected with code 'INVALID_STATE': Expected to process job with key '%s', but the supplied lease token does not match. The job may have been re-activated by another worker."
                                    .formatted(intent, key));
        }
        rest.patch("/v2/jobs/" + key, "{'changeset':{'retries':0},'leaseToken':'%s'}".formatted(first))
                .expect(409);
        rest.patch("/v2/jobs/" + key, "{'changeset':{'timeout':60000},'leaseToken':'%s'}".formatted(second))
                .expect(204);
        rest.post("/v2/jobs/" + key + "/completion", "{'leaseToken':'%s'}".formatted(second))
                .expect(204);
    }

    @Test
    void anUpdateIsDoneAsAWholeOrNotAtAll() {
        String key = rest.create("updates");

        rest.patch("/v2/jobs/" + key, "{'changeset':{'retries':9,'timeout':1000}}")
                .expect(400);
        assertThat(job(key).get("retries").intValue()).isEqualTo(3);
        rest.patch("/v2/jobs/" + key, "{'changeset':{'retries':0,'timeout':0}}")
                .expectProblem(
                        400,
                        "INVALID_ARGUMENT",
                        "Command 'UPDATE' rejected with code 'INVALID_ARGUMENT': Expected to update retries for job with key '%s' with a positive amount of retries, but the amount given was '0', Expected to update the timeout of job with key '%s', but it is not active"
                                .formatted(key, key));
        rest.activate("updates");
        rest.patch("/v2/jobs/" + key, "{'changeset':{'retries':9,'timeout':1}}").expect(204);
        JsonNode again = poll("updates", 60_000).join().expect(200).json().at("/jobs/0");
        assertThat(again.get("retries").intValue()).isEqualTo(9); // a lease that ran out costs none
        assertThat(again.get("jobKey").textValue()).isEqualTo(key);
    }

    @Test
    void theSameCommandAgainUnderItsIdChangesNothingMore() {
        String key = rest.held("repeated");
        Map<String, String> headers = Map.of("Content-Type", "application/json", "Idempotency-Key", "fail-" + key);
        String path = "/v2/jobs/" + key + "/failure";

        rest.send("POST", path, "{\"retries\":2}", headers).join().expect(204);
        rest.send("POST", path, "{\"retries\":2}", headers).join().expect(204);

        assertThat(state(key)).isEqualTo("FAILED");
        assertThat(job(key).get("hasFailedWithRetriesLeft").booleanValue()).isTrue();
    }

    @Test
    void aLongMessageIsCut() {
        String key = rest.held("long-message");
        rest.fail(key, "{'errorMessage':'%s'}".formatted("x".repeat(20_000)));

        assertThat(incident(key).get("errorMessage").textValue()).isEqualTo("x".repeat(10_000) + "...");
    }

    @Test
    void jobsAreSearchedOverAllPartitions() {
        for (int i = 0; i < 7; i++) {
            rest.create("search", ",'headers':{'n':'%d'}".formatted(i));
        }
        List<String> all = search("{'filter':{'type':'search'}}").findValuesAsText("jobKey");
        assertThat(all).hasSize(7).isSorted();

        JsonNode page = rest.post(
                        "/v2/jobs/search",
                        "{'filter':{'type':{'$like':'sear?h'}},'page':{'from':5,'limit':2},'sort':[{'field':'jobKey','order':'DESC'}]}")
                .expect(200)
                .json();
        assertThat(page.get("items").findValuesAsText("jobKey")).containsExactly(all.get(1), all.get(0));
        assertThat(page.at("/items/0/customHeaders/n").textValue()).isEqualTo("1");
        assertThat(page.at("/page/totalItems").intValue()).isEqualTo(7);
        String cursor = page.at("/page/startCursor").textValue();
        assertThat(search(
                                "{'filter':{'type':'search'},'page':{'limit':3,'before':'%s'},'sort':[{'field':'jobKey','order':'DESC'}]}"
                                        .formatted(cursor))
                        .findValuesAsText("jobKey"))
                .containsExactly(all.get(4), all.get(3), all.get(2));
        assertThat(search("{'filter':{'type':'search','state':{'$in':['FAILED','COMPLETED']}}}"))
                .isEmpty();
        rest.post("/v2/jobs/" + all.get(3) + "/completion", "{}").expect(204);
        assertThat(search("{'filter':{'type':'search','state':'COMPLETED'}}").findValuesAsText("jobKey"))
                .containsExactly(all.get(3));
        assertThat(search("{'filter':{'jobKey':{'$in':['%s','1']},'endTime':{'$exists':true}}}".formatted(all.get(3))))
                .hasSize(1);
    }

    @Test
    void incidentsAreSearchedByStateAndMessage() {
        String open = rest.held("incidents");
        rest.fail(open, "{'errorMessage':'open one'}");
        String resolved = rest.held("incidents");
        rest.fail(resolved, "{'errorMessage':'resolved one'}");
        rest.patch("/v2/jobs/" + resolved, "{'changeset':{'retries':1}}").expect(204);
        rest.post("/v2/incidents/" + resolved + "/resolution", "{}").expect(204);

        String mine = "'processDefinitionId':'incidents'";
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(incidents("{'filter':{%s,'state':'RESOLVED'}}".formatted(mine)))
                        .containsExactly(resolved));
        assertThat(incidents("{'filter':{%s,'state':'ACTIVE'}}".formatted(mine)))
                .containsExactly(open);
        assertThat(incidents(
                        "{'filter':{%s,'errorMessage':{'$like':'*one'}},'sort':[{'field':'creationTime','order':'DESC'}]}"
                                .formatted(mine)))
                .containsExactly(resolved, open);
    }

    @Test
    void tellsOfTheClusterAsClientsAskForIt() {
        JsonNode topology = rest.get("/v2/topology").expect(200).json();

        assertThat(topology.get("gatewayVersion").textValue()).startsWith("8.9.");
        assertThat(topology.get("partitionsCount").intValue()).isEqualTo(2);
        assertThat(topology.at("/brokers/0/partitions").findValuesAsText("role"))
                .containsExactly("leader", "leader");
        assertThat(topology.at("/brokers/0/partitions").findValuesAsText("health"))
                .containsOnly("healthy");
        assertThat(rest.get("/v2/status").expect(204).body()).isEmpty();
        assertThat(rest.get("/v2/license")
                        .expect(200)
                        .json()
                        .get("validLicense")
                        .booleanValue())
                .isFalse();
    }

    private static CompletableFuture<Answer> poll(String type, long requestTimeout) {
        return rest.send(
                "POST",
                "/v2/jobs/activation",
                "{\"type\":\"%s\",\"timeout\":600000,\"maxJobsToActivate\":1,\"requestTimeout\":%d}"
                        .formatted(type, requestTimeout),
                Map.of("Content-Type", "application/json"));
    }

    private static String lease(String type) {
        JsonNode job = rest.post(
                        "/v2/jobs/activation",
                        "{'type':'%s','timeout':600000,'maxJobsToActivate':1,'withLease':true}".formatted(type))
                .expect(200)
                .json()
                .at("/jobs/0");
        assertThat(job.get("priority").intValue()).isZero();
        return job.get("leaseToken").textValue();
    }

    private static JsonNode incident(String key) {
        return rest.get("/v2/incidents/" + key).expect(200).json();
    }

    private static List<String> incidents(String search) {
        return rest.post("/v2/incidents/search", search)
                .expect(200)
                .json()
                .get("items")
                .findValuesAsText("incidentKey");
    }

    private static JsonNode search(String search) {
        return rest.post("/v2/jobs/search", search).expect(200).json().get("items");
    }

    private static JsonNode job(String key) {
        JsonNode found = search("{'filter':{'jobKey':{'$eq':'%s','$in':[],'$notIn':[]}}}".formatted(key));
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private static String state(String key) {
        return job(key).get("state").textValue();
    }
}
