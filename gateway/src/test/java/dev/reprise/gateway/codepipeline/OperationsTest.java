package dev.reprise.gateway.codepipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.command.ActivateJobs;
import dev.reprise.command.CompleteJob;
import dev.reprise.command.CreateJob;
import dev.reprise.command.FailJob;
import dev.reprise.command.UpdateJob;
import dev.reprise.common.JobState;
import dev.reprise.common.RejectionType;
import dev.reprise.gateway.Answers;
import dev.reprise.gateway.FakeLog.Sent;
import dev.reprise.gateway.credentials.Access;
import dev.reprise.gateway.credentials.Credentials;
import dev.reprise.gateway.credentials.SignatureCheck;
import dev.reprise.state.Job;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OperationsTest {
    private static final String FAILURE =
            "{'jobId':'%s','failureDetails':{'type':'JobFailed','message':'boom'}}".formatted(SampleJob.ID);

    private CodePipelineSpec spec = new CodePipelineSpec(Access.open(), CodePipelineSettings.standard());

    @AfterEach
    void stop() {
        spec.close();
    }

    @Test
    void aFailureGoesToTheEngineUnderTheInvocationIdAndTheLeaseThatWasSeen() {
        given(SampleJob.acknowledged("a"));
        accepting();

        HttpResponse<String> answer = spec.call("PutJobFailureResult", FAILURE, "amz-sdk-invocation-id", "inv-1");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
        Sent sent = spec.log.sent().get(0);
        assertThat(sent.commandId()).isEqualTo("inv-1");
        FailJob command = (FailJob) sent.command();
        assertThat(command.getLeaseToken()).isEqualTo(SampleJob.NONCE);
        assertThat(command.getErrorCode()).isEqualTo("JobFailed");
        assertThat(command.getRetries()).isEqualTo(2);
    }

    @Test
    void aResultThatComesTooEarlyIsRefusedByTheEngineSoThatItRemembers() {
        given(SampleJob.dispatched());
        spec.log.answering(sent ->
                Optional.of(Answers.rejected(sent, SampleJob.KEY, RejectionType.NOT_OWNER, "Expected …, but …")));

        assertError(spec.call("PutJobFailureResult", FAILURE), 400, "InvalidJobStateException");
        assertThat(spec.log.sent(FailJob.class).get(0).getLeaseToken()).isEqualTo("none");
    }

    @Test
    void resultsWithoutAcknowledgeAreTakenWhereThatIsWished() {
        restart(new CodePipelineSettings(
                Duration.ofMinutes(1), Duration.ofHours(1), Duration.ofMinutes(5), "", true, List.of()));
        accepting();

        given(SampleJob.dispatched());
        assertThat(spec.call("PutJobFailureResult", FAILURE).statusCode()).isEqualTo(200);
        given(SampleJob.of(JobState.ACTIVATABLE));
        assertThat(spec.call("PutJobSuccessResult", "{'jobId':'%s'}".formatted(SampleJob.ID))
                        .statusCode())
                .isEqualTo(200);
        assertThat(spec.log.sent(FailJob.class).get(0).getLeaseToken()).isEqualTo(SampleJob.NONCE);
        assertThat(spec.log.sent(CompleteJob.class).get(0).getLeaseToken()).isNull();
    }

    @Test
    void acknowledgingMakesTheLeaseLongerAndTheFirstToDoSoHasTheJob() {
        given(SampleJob.dispatched());
        // Another worker's acknowledgement was there a moment before.
        spec.log.answering(sent -> {
            given(SampleJob.dispatched()
                    .setDueAt(5_600_000)
                    .setOutcomes(List.of(SampleJob.outcome("other"), SampleJob.outcome("mine"))));
            return Optional.of(Answers.accepted(sent, SampleJob.KEY, JobState.ACTIVATED));
        });
        assertError(acknowledge("mine"), 400, "InvalidNonceException");
        UpdateJob command = spec.log.sent(UpdateJob.class).get(0);
        assertThat(command.getLeaseToken()).isEqualTo(SampleJob.NONCE);
        assertThat(command.getTimeout()).isEqualTo(3_600_000);
        assertThat(acknowledge("other").body()).isEqualTo("{\"status\":\"InProgress\"}");
    }

    @Test
    void anAcknowledgementSaysWhereTheJobStands() {
        given(SampleJob.acknowledged("mine"));
        assertThat(acknowledge("mine").body()).isEqualTo("{\"status\":\"InProgress\"}");
        assertError(acknowledge("other"), 400, "InvalidNonceException");
        given(SampleJob.of(JobState.COMPLETED).setOutcomes(List.of(SampleJob.outcome("mine"))));
        assertThat(acknowledge("other").body()).isEqualTo("{\"status\":\"Succeeded\"}");
        given(SampleJob.of(JobState.INCIDENT).setOutcomes(List.of(SampleJob.outcome("mine"))));
        assertThat(acknowledge("mine").body()).isEqualTo("{\"status\":\"Failed\"}");
        given(SampleJob.acknowledged("mine").setLeaseToken("lease-2"));
        assertError(acknowledge("mine"), 400, "InvalidNonceException");
        given(SampleJob.of(JobState.ACTIVATABLE));
        assertError(acknowledge("mine"), 400, "InvalidNonceException");
        assertThat(spec.log.sent()).isEmpty();
    }

    @Test
    void pollsAskEachPartitionOnceForTheTypeThatTheActionTypeStandsFor() {
        spec.log.answering(sent -> Optional.of(
                Answers.activated(sent.commandId(), "deploy:2?Env=prod", ((ActivateJobs) sent.command()).getWorker())));
        String type = "{'category':'Deploy','owner':'Custom','provider':'deploy','version':'2'}";

        HttpResponse<String> answer =
                spec.call("PollForJobs", "{'actionTypeId':" + type + ",'queryParam':{'Env':'prod'},'maxBatchSize':5}");

        assertThat(answer.body()).isEqualTo("{\"jobs\":[]}");
        ActivateJobs asked = spec.log.sent(ActivateJobs.class).get(0);
        assertThat(asked.getType()).isEqualTo("deploy:2?Env=prod");
        assertThat(asked.getWorker()).isEqualTo("codepipeline:Deploy:Custom");
        assertThat(asked.getTimeoutUsesAttempt()).isFalse();
        assertThat(spec.log.sent(ActivateJobs.class)).hasSize(4);
    }

    @Test
    void onlyActionTypesThatThereAreCanBePolled() {
        restart(new CodePipelineSettings(
                Duration.ofMinutes(1), Duration.ofHours(1), Duration.ofMinutes(5), "", false, List.of("Build/site/1")));

        String poll = "{'actionTypeId':{'category':'Test','owner':'Custom','provider':'site','version':'1'}}";
        assertError(spec.call("PollForJobs", poll), 400, "ActionTypeNotFoundException");
    }

    @Test
    void aContinuationTokenMakesTheNextJobFirst() {
        given(SampleJob.acknowledged("a"));
        accepting();

        spec.call("PutJobSuccessResult", "{'jobId':'%s','continuationToken':'t1'}".formatted(SampleJob.ID));

        assertThat(spec.log.sent())
                .extracting(sent -> sent.command().getClass().getSimpleName())
                .containsExactly("CreateJob", "CompleteJob");
        CreateJob next = spec.log.sent(CreateJob.class).get(0);
        assertThat(next.getJobKey()).isEqualTo(FollowUp.keyAfter(SampleJob.KEY)).isPositive();
        assertThat(next.getHeaders())
                .containsEntry("codepipeline.continuationToken", "t1")
                .containsEntry("codepipeline.actionExecutionId", SampleJob.ID);
    }

    @Test
    void whatGoesWrongHereIsSaidSoThatSdksDoTheRightThing() {
        given(SampleJob.acknowledged("a"));
        assertError(spec.call("PutJobFailureResult", FAILURE), 503, "ServiceUnavailableException");
        spec.log.failing(new org.apache.kafka.clients.producer.BufferExhaustedException("full"));
        assertThat(spec.call("PutJobFailureResult", FAILURE).statusCode()).isIn(400, 503);
        spec.jobs.clear();
        assertError(spec.call("PutJobFailureResult", FAILURE), 400, "JobNotFoundException");
    }

    @Test
    void aPathWhereAnotherApiTakesPostIsThatApis() {
        HttpRequest.Builder taken = spec.request("/v1/taken")
                .header("X-Amz-Target", "CodePipeline_20150709.PollForJobs")
                .POST(HttpRequest.BodyPublishers.noBody());
        assertThat(spec.send(taken.build()).body()).isEqualTo("native");
        HttpRequest.Builder without = spec.request("/").POST(HttpRequest.BodyPublishers.noBody());
        assertThat(spec.send(without.build()).body()).contains("urn:reprise:problem");
    }

    @Test
    void aPermissionThatIsMissingIsNamed() {
        spec.close();
        spec = new CodePipelineSpec(
                new Access(
                        Credentials.ofText("key.AK.secret=s\nkey.AK.actions=codepipeline:Poll*"),
                        SignatureCheck.KNOWN_KEY),
                CodePipelineSettings.standard());

        HttpResponse<String> answer = spec.call(
                "PutJobFailureResult",
                FAILURE,
                "Authorization",
                "AWS4-HMAC-SHA256 Credential=AK/20261121/us-east-1/codepipeline/aws4_request, SignedHeaders=host, Signature="
                        + "0".repeat(64),
                "X-Amz-Date",
                "20261121T131440Z");

        assertError(answer, 400, "AccessDeniedException");
        assertThat(answer.body()).contains("is not authorized to perform: codepipeline:PutJobFailureResult");
    }

    private void restart(CodePipelineSettings settings) {
        spec.close();
        spec = new CodePipelineSpec(Access.open(), settings);
    }

    private void given(Job.Builder job) {
        spec.jobs.put(SampleJob.KEY, job.build());
    }

    private void accepting() {
        spec.log.answering(sent -> Optional.of(Answers.accepted(sent, SampleJob.KEY, JobState.ACTIVATABLE)));
    }

    private HttpResponse<String> acknowledge(String invocationId) {
        return spec.call(
                "AcknowledgeJob",
                "{'jobId':'%s','nonce':'%s'}".formatted(SampleJob.ID, SampleJob.NONCE),
                "amz-sdk-invocation-id",
                invocationId);
    }

    static void assertError(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.body()).contains("\"__type\":\"" + code + "\"");
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("x-amzn-ErrorType")).contains(code);
        assertThat(answer.headers().firstValue("x-amzn-RequestId")).isPresent();
        assertThat(answer.headers().firstValue("Date")).isPresent();
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/x-amz-json-1.1");
    }
}
