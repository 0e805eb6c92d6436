package dev.reprise.gateway.nativeapi;

import static dev.reprise.gateway.nativeapi.ApiSpec.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reprise.command.AnnotateIncident;
import dev.reprise.command.CancelJob;
import dev.reprise.command.CompleteJob;
import dev.reprise.command.CreateJob;
import dev.reprise.command.FailJob;
import dev.reprise.command.GiveBackJob;
import dev.reprise.command.ResolveIncident;
import dev.reprise.command.RetryJobNow;
import dev.reprise.command.ThrowJobError;
import dev.reprise.command.UpdateJob;
import dev.reprise.common.JobState;
import dev.reprise.common.ProcessContext;
import dev.reprise.common.RejectionType;
import dev.reprise.common.Variable;
import dev.reprise.gateway.Answers;
import dev.reprise.gateway.FakeLog.Sent;
import dev.reprise.processor.engine.Commands;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class JobRoutesTest {
    private static final long JOB = 4711;
    private static final Map<String, Variable> NONE = Map.of();

    private ApiSpec api = new ApiSpec();

    @AfterEach
    void close() {
        api.close();
    }

    static Stream<Arguments> commands() {
        Map<String, Variable> variables = Map.of("a", new Variable("1.10", null, null));
        return Stream.of(
                arguments(
                        "POST",
                        "/v1/jobs/4711/failure",
                        """
                        {"worker":"w","leaseToken":"t","retries":2,"retryBackOff":30000,"errorMessage":"no","errorDetails":"at …",
                         "errorCode":"IO","externalExecutionId":"x","variables":{"a":1.10},"localVariables":{"a":1.10}}""",
                        new FailJob(
                                JOB, "w", "t", 2, 30_000L, "no", "at …", "IO", "x", variables, variables, null, false,
                                false, false)),
                arguments(
                        "POST",
                        "/v1/jobs/4711/failure",
                        "",
                        new FailJob(
                                JOB, null, null, null, null, null, null, null, null, NONE, NONE, null, false, false,
                                false)),
                arguments(
                        "POST",
                        "/v1/jobs/4711/failure",
                        "{\"retries\":-5,\"retryBackOff\":9223372036854775807,\"errorMessage\":\"a\\u0000b\\ud800\",\"variables\":null}",
                        new FailJob(
                                JOB,
                                null,
                                null,
                                -5,
                                Long.MAX_VALUE,
                                "a\0b\uFFFD",
                                null,
                                null,
                                null,
                                NONE,
                                NONE,
                                null,
                                false,
                                false,
                                false)),
                arguments(
                        "POST",
                        "/v1/jobs/4711/completion",
                        "{\"worker\":\"w\",\"leaseToken\":\"t\",\"variables\":{\"a\":1.10}}",
                        new CompleteJob(JOB, "w", "t", variables, false)),
                arguments(
                        "POST",
                        "/v1/jobs/4711/error",
                        "{\"worker\":\"w\",\"leaseToken\":\"t\",\"errorCode\":\"E\",\"errorMessage\":\"m\",\"variables\":{\"a\":1.10}}",
                        new ThrowJobError(JOB, "w", "t", "E", "m", variables, false)),
                arguments(
                        "POST",
                        "/v1/jobs/4711/return",
                        "{\"worker\":\"w\",\"leaseToken\":\"t\"}",
                        new GiveBackJob(JOB, "w", "t", false)),
                arguments("POST", "/v1/jobs/4711/retry", "", new RetryJobNow(JOB)),
                arguments(
                        "PATCH",
                        "/v1/jobs/4711",
                        "{\"worker\":\"w\",\"leaseToken\":\"t\",\"retries\":1,\"timeout\":5,\"priority\":-3}",
                        new UpdateJob(JOB, "w", "t", 1, 5L, -3, false)),
                arguments("DELETE", "/v1/jobs/4711", "", new CancelJob(JOB, null)),
                arguments("DELETE", "/v1/jobs/4711?reason=no%20need", "", new CancelJob(JOB, "no need")),
                arguments("DELETE", "/v1/jobs/4711", "{\"reason\":\"no need\"}", new CancelJob(JOB, "no need")),
                arguments("POST", "/v1/incidents/4711/resolution", "{\"retries\":3}", new ResolveIncident(JOB, 3)),
                arguments("POST", "/v1/incidents/4711/resolution", "", new ResolveIncident(JOB, null)),
                arguments(
                        "PUT",
                        "/v1/incidents/4711/annotation",
                        "{\"annotation\":\"see #5\"}",
                        new AnnotateIncident(JOB, "see #5")),
                arguments(
                        "PUT",
                        "/v1/incidents/4711/annotation",
                        "{\"annotation\":null}",
                        new AnnotateIncident(JOB, null)));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void makesACommandOfEachRequestAndAnswersWithTheJobAsDecided(
            String method, String path, String body, SpecificRecord command) {
        decide(JobState.BACKING_OFF);

        HttpResponse<String> response = api.send(method, path, body);

        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(api.log.sent()).extracting(Sent::command).containsExactly(command);
        JsonNode job = json(response);
        assertThat(job.get("jobKey").textValue()).isEqualTo("4711");
        assertThat(job.get("state").textValue()).isEqualTo("BACKING_OFF");
        assertThat(job.get("retries").intValue()).isEqualTo(2);
        assertThat(job.get("attempt").intValue()).isEqualTo(1);
        assertThat(job.get("nextRetryAt").textValue()).isEqualTo("2026-11-21T08:30:30.000Z");
        assertThat(job.get("incident").booleanValue()).isFalse();
        assertThat(job.get("sequence").longValue()).isEqualTo(7);
        assertThat(job.get("position").textValue())
                .isEqualTo(api.log.sent().get(0).partition() + "-1042");
        assertThat(job.get("repeated").booleanValue()).isFalse();
        assertThat(job.has("deadline")).isFalse();
    }

    @Test
    void createsAJobUnderTheKeyThatTheClientChose() {
        decide(JobState.ACTIVATABLE);

        HttpResponse<String> response = api.post("/v1/jobs", """
                {"jobKey":"12","type":"charge-card","retries":5,"variables":{"n":1e2,"s":"\\u00e4","o":{"k":[1, 2]},"z":null},
                 "headers":{"h":"v"},"priority":7,"tenantId":"acme","businessKey":"b-1","caughtErrors":["E*"],
                 "process":{"processId":"charge","processVersion":3,"versionTag":"v3","definitionKey":"77","elementId":"task"}}""");

        assertThat(response.statusCode()).isEqualTo(201);
        assertThat(response.headers().firstValue("Location")).contains("/v1/jobs/12");
        assertThat(api.sent(CreateJob.class))
                .isEqualTo(new CreateJob(
                        12L,
                        "charge-card",
                        5,
                        Map.of(
                                "n", new Variable("1e2", null, null),
                                "s", new Variable("\"\\u00e4\"", null, null),
                                "o", new Variable("{\"k\":[1, 2]}", null, null),
                                "z", new Variable("null", null, null)),
                        Map.of("h", "v"),
                        7,
                        "acme",
                        "b-1",
                        List.of("E*"),
                        new ProcessContext("charge", 3, "v3", "77", "task")));
    }

    @Test
    void givesEachNewJobAKeyOfItsOwn() {
        decide(JobState.ACTIVATABLE);
        Set<Long> keys = new HashSet<>();

        for (int i = 0; i < 50; i++) {
            assertThat(api.post("/v1/jobs", "{\"type\":\"mail\"}").statusCode()).isEqualTo(201);
            keys.add(api.sent(CreateJob.class).getJobKey());
        }

        assertThat(keys).hasSize(50).allMatch(key -> key > 0);
        assertThat(api.sent(CreateJob.class).getTenantId()).isEqualTo("<default>");
        assertThat(api.sent(CreateJob.class).getRetries()).isNull();
    }

    @Test
    void takesAnotherKeyWhenTheOneItMintedIsTaken() {
        api.log.answering(sent -> {
            long jobKey = key(sent);
            return Optional.of(
                    api.log.sent().size() < 3
                            ? Answers.rejected(sent, jobKey, RejectionType.ALREADY_EXISTS, "Expected …")
                            : Answers.accepted(sent, jobKey, JobState.ACTIVATABLE));
        });

        assertThat(api.post("/v1/jobs", "{\"type\":\"mail\"}").statusCode()).isEqualTo(201);

        assertThat(api.log.sent(CreateJob.class))
                .extracting(CreateJob::getJobKey)
                .doesNotHaveDuplicates();
    }

    @Test
    void letsARepeatedCreationHitTheSameJob() {
        decide(JobState.ACTIVATABLE);

        String first = api.post("/v1/jobs", "{\"type\":\"mail\"}", "Idempotency-Key", "order-5")
                .body();
        String second = api.post("/v1/jobs", "{\"type\":\"mail\"}", "Idempotency-Key", "order-5")
                .body();
        api.post("/v1/jobs", "{\"type\":\"mail\"}", "Idempotency-Key", "order-6");
        api.post("/v1/jobs", "{\"type\":\"mail\",\"tenantId\":\"acme\"}", "Idempotency-Key", "order-5");

        assertThat(first).isEqualTo(second);
        List<CreateJob> sent = api.log.sent(CreateJob.class);
        assertThat(sent.get(0).getJobKey()).isEqualTo(sent.get(1).getJobKey());
        assertThat(sent).extracting(CreateJob::getJobKey).startsWith(DerivedKeys.jobKey("<default>", "order-5"));
        assertThat(new HashSet<>(sent.stream().map(CreateJob::getJobKey).toList()))
                .hasSize(3);
        assertThat(api.log.sent()).extracting(Sent::commandId).startsWith("order-5", "order-5", "order-6");
    }

    @Test
    void handsOnTheClientsIdAndItsTrace() {
        decide(JobState.ACTIVATABLE);
        String trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

        api.post("/v1/jobs/4711/failure", "", "Idempotency-Key", "f-1", "traceparent", trace);
        api.post("/v1/jobs/4711/failure", "", "traceparent", "nonsense");

        List<Sent> sent = api.log.sent();
        assertThat(sent.get(0).commandId()).isEqualTo("f-1");
        assertThat(sent.get(0).traceParent()).isEqualTo(trace);
        assertThat(sent.get(1).commandId()).hasSize(36);
        assertThat(sent.get(1).traceParent()).isNull();
    }

    static Stream<Arguments> rejections() {
        return Stream.of(
                arguments(RejectionType.NOT_FOUND, 404, "job-not-found"),
                arguments(RejectionType.INVALID_STATE, 409, "invalid-job-state"),
                arguments(RejectionType.INVALID_ARGUMENT, 400, "invalid-argument"),
                arguments(RejectionType.NOT_OWNER, 409, "not-owner"),
                arguments(RejectionType.ALREADY_EXISTS, 409, "job-exists"));
    }

    @ParameterizedTest
    @MethodSource("rejections")
    void saysWhyTheEngineRefused(RejectionType type, int status, String problem) {
        api.log.answering(sent -> Optional.of(Answers.rejected(sent, JOB, type, "Expected to fail job 4711, but …")));

        HttpResponse<String> response = api.post("/v1/jobs/4711/failure", "", "Idempotency-Key", "f-1");

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        JsonNode json = json(response);
        assertThat(json.get("type").textValue()).isEqualTo("urn:reprise:problem:" + problem);
        assertThat(json.get("detail").textValue()).isEqualTo("Expected to fail job 4711, but …");
        assertThat(json.get("status").intValue()).isEqualTo(status);
        assertThat(json.get("instance").textValue()).isEqualTo("/v1/jobs/4711/failure");
        assertThat(json.get("rejection").textValue()).isEqualTo(type.name());
        assertThat(json.get("jobKey").textValue()).isEqualTo("4711");
        assertThat(json.get("commandId").textValue()).isEqualTo("f-1");
        assertThat(json.path("jobState").textValue()).isEqualTo(type == RejectionType.NOT_FOUND ? null : "COMPLETED");
    }

    @Test
    void answers503WhenNothingWasWritten() {
        api.close();
        api = new ApiSpec(settings -> settings.mostInFlight(1).patience(Duration.ofSeconds(1)));
        var first = api.sendAsync("POST", "/v1/jobs/1/failure", "");
        await().until(() -> api.log.sent().size() == 1);

        HttpResponse<String> response = api.post("/v1/jobs/2/failure", "");

        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.headers().firstValue("Retry-After")).contains("1");
        assertThat(json(response).get("type").textValue()).isEqualTo("urn:reprise:problem:overloaded");
        assertThat(api.log.sent()).hasSize(1);
        assertThat(first.join().statusCode()).isEqualTo(504);
    }

    @Test
    void answers504WhenNobodyKnowsAndSaysHowToLearnIt() {
        api.close();
        api = new ApiSpec(settings -> settings.patience(Duration.ofMillis(200)));

        HttpResponse<String> response = api.post("/v1/jobs/4711/failure", "");

        assertThat(response.statusCode()).isEqualTo(504);
        JsonNode problem = json(response);
        assertThat(problem.get("type").textValue()).isEqualTo("urn:reprise:problem:outcome-unknown");
        assertThat(problem.get("commandId").textValue())
                .isEqualTo(api.log.sent().get(0).commandId());
    }

    @Test
    void answers413WhenTheLogTakesNoCommandOfThisSize() {
        api.log.failing(new RecordTooLargeException("The message is 4194400 bytes"));

        HttpResponse<String> response = api.post("/v1/jobs/4711/failure", "");

        assertThat(response.statusCode()).isEqualTo(413);
        assertThat(json(response).get("type").textValue()).isEqualTo("urn:reprise:problem:command-too-large");
    }

    private void decide(JobState state) {
        api.log.answering(sent -> Optional.of(Answers.accepted(sent, key(sent), state)));
    }

    private static long key(Sent sent) {
        return Commands.jobKey(sent.command()).orElseThrow();
    }
}
