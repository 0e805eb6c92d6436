package dev.reprise.node.codepipeline;

import static dev.reprise.node.codepipeline.KeyedNode.KEY;
import static dev.reprise.node.codepipeline.KeyedNode.OTHER;
import static dev.reprise.node.codepipeline.Workers.acknowledge;
import static dev.reprise.node.codepipeline.Workers.client;
import static dev.reprise.node.codepipeline.Workers.custom;
import static dev.reprise.node.codepipeline.Workers.fail;
import static dev.reprise.node.codepipeline.Workers.poll;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reprise.node.Node;
import dev.reprise.node.support.AnswerDroppingProxy;
import dev.reprise.node.support.JsProgram;
import dev.reprise.schemas.JobKeys;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.codepipeline.CodePipelineAsyncClient;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.codepipeline.model.ActionTypeId;
import software.amazon.awssdk.services.codepipeline.model.ActionTypeNotFoundException;
import software.amazon.awssdk.services.codepipeline.model.InvalidClientTokenException;
import software.amazon.awssdk.services.codepipeline.model.InvalidJobException;
import software.amazon.awssdk.services.codepipeline.model.InvalidJobStateException;
import software.amazon.awssdk.services.codepipeline.model.InvalidNonceException;
import software.amazon.awssdk.services.codepipeline.model.Job;
import software.amazon.awssdk.services.codepipeline.model.JobNotFoundException;
import software.amazon.awssdk.services.codepipeline.model.JobStatus;
import software.amazon.awssdk.services.codepipeline.model.OutputVariablesSizeExceededException;
import software.amazon.awssdk.services.codepipeline.model.PutJobFailureResultResponse;
import software.amazon.awssdk.services.codepipeline.model.ThirdPartyJob;
import software.amazon.awssdk.services.codepipeline.model.ThirdPartyJobDetails;
import software.amazon.awssdk.services.codepipeline.model.ValidationException;

/** AWS's SDK for Java, unmodified, against a node that checks signatures in full. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class CodePipelineIT {

    private Node node;
    private Api api;
    private CodePipelineClient client;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        node = KeyedNode.start(folder);
        api = new Api(node.url());
        client = client(node.url(), KEY);
    }

    @AfterAll
    void stop() {
        client.close();
        node.close();
    }

    @Test
    void leadsAJobThroughAFailureAndItsRetryToSuccess() {
        String key = api.create(
                "build",
                ",'variables':{'branch':'main','depth':3},'headers':{'Project':'site'},'process':{'processId':'release','elementId':'compile'}");

        Job job = poll(client, "build");
        assertThat(job.id()).isEqualTo(JobKeys.uuidText(Long.parseLong(key)));
        assertThat(job.data().actionTypeId()).isEqualTo(custom("build"));
        assertThat(job.data().actionConfiguration().configuration())
                .isEqualTo(Map.of("branch", "main", "depth", "3", "Project", "site"));
        assertThat(job.data().pipelineContext().pipelineName()).isEqualTo("release");
        assertThat(job.data().pipelineContext().action().name()).isEqualTo("compile");
        assertThat(job.accountId()).matches("[0-9]{12}");
        assertThat(acknowledge(client, job)).isEqualTo(JobStatus.IN_PROGRESS);
        var details = client.getJobDetails(request -> request.jobId(job.id())).jobDetails();
        assertThat(details.data()).isEqualTo(job.data());

        PutJobFailureResultResponse answer = fail(client, job.id(), "JobFailed", "boom \"q\" é 你好 <>&");
        assertThat(answer.responseMetadata().requestId()).matches("[0-9a-f-]{36}");
        JsonNode error = api.job(key).get("lastError");
        assertThat(error.get("message").textValue()).isEqualTo("boom \"q\" é 你好 <>&");
        assertThat(error.get("code").textValue()).isEqualTo("JobFailed");
        assertThat(error.get("externalExecutionId").textValue()).isEqualTo("run-7");

        Job again = poll(client, "build");
        assertThat(again.id()).isEqualTo(job.id());
        assertThat(again.nonce()).isNotEqualTo(job.nonce()).hasSizeLessThanOrEqualTo(50);
        acknowledge(client, again);
        client.putJobSuccessResult(request -> request.jobId(again.id())
                .outputVariables(Map.of("url", "http://x"))
                .executionDetails(it -> it.summary("fine").percentComplete(100)));
        assertThat(api.job(key).get("state").textValue()).isEqualTo("COMPLETED");
        assertThat(acknowledge(client, again)).isEqualTo(JobStatus.SUCCEEDED);
    }

    @Test
    void theAsynchronousClientDoesTheSame() {
        String key = api.create("async", "");
        try (CodePipelineAsyncClient async = CodePipelineAsyncClient.builder()
                .endpointOverride(URI.create(node.url() + "/aws/codepipeline"))
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(KEY))
                .build()) {
            Job job = async.pollForJobs(request -> request.actionTypeId(custom("async")))
                    .join()
                    .jobs()
                    .get(0);
            assertThat(async.acknowledgeJob(request -> request.jobId(job.id()).nonce(job.nonce()))
                            .join()
                            .status())
                    .isEqualTo(JobStatus.IN_PROGRESS);
            async.putJobFailureResult(request -> request.jobId(job.id())
                            .failureDetails(it -> it.type("ConfigurationError").message("no such bucket")))
                    .join();

            assertThat(api.job(key).get("state").textValue()).isEqualTo("INCIDENT");
            assertThatThrownBy(() -> async.putJobSuccessResult(request -> request.jobId(job.id()))
                            .join())
                    .hasCauseInstanceOf(InvalidJobStateException.class);
        }
    }

    @Test
    void everyKindOfFailureHasItsOwnConsequence() {
        JsonNode failed = afterFailure("t-failed", "JobFailed");
        assertThat(failed.get("state").textValue()).isEqualTo("ACTIVATABLE");
        assertThat(failed.get("retries").intValue()).isEqualTo(2);
        JsonNode transientFailure = afterFailure("t-system", "SystemUnavailable");
        assertThat(transientFailure.get("retries").intValue()).isEqualTo(3);
        JsonNode revision = afterFailure("t-revision", "RevisionUnavailable");
        assertThat(revision.get("state").textValue()).isEqualTo("BACKING_OFF");
        assertThat(revision.get("retries").intValue()).isEqualTo(2);
        JsonNode permission = afterFailure("t-permission", "PermissionError");
        assertThat(permission.get("state").textValue()).isEqualTo("INCIDENT");
        assertThat(permission.at("/incident/errorCode").textValue()).isEqualTo("PermissionError");
    }

    @Test
    void theRetryPolicyOfTheJobTypeReplacesTheBuiltInOne() {
        api.send(
                "PUT",
                "/v1/retry-policies/t-policy",
                "{'rules':[{'name':'permission','errorCodes':['PermissionError'],'maxAttempts':5,'initialInterval':3600000}]}",
                200);

        JsonNode permission = afterFailure("t-policy", "PermissionError");
        assertThat(permission.get("state").textValue()).isEqualTo("BACKING_OFF");
        assertThat(permission.get("retries").intValue()).isEqualTo(4);
        JsonNode failed = afterFailure("t-policy", "JobFailed");
        assertThat(failed.get("state").textValue()).isEqualTo("INCIDENT");
    }

    @Test
    void aJobThatIsNotAcknowledgedIsHandedOutAgainUnderAnotherNonce() {
        String key = api.create("again", "");
        Job first = poll(client, "again");
        assertThatThrownBy(() -> fail(client, first.id(), "JobFailed", "too early"))
                .isInstanceOf(InvalidJobStateException.class);
        api.send("PATCH", "/v1/jobs/" + key, "{'timeout':1}", 200);

        Job second = poll(client, "again");
        assertThat(second.id()).isEqualTo(first.id());
        assertThatThrownBy(() -> acknowledge(client, first)).isInstanceOf(InvalidNonceException.class);
        assertThat(acknowledge(client, second)).isEqualTo(JobStatus.IN_PROGRESS);
        assertThatThrownBy(() -> acknowledge(client, second)).isInstanceOf(InvalidNonceException.class);
        assertThat(api.job(key).get("retries").intValue()).isEqualTo(3);
    }

    @Test
    void aContinuationTokenLetsAnotherJobGoOnWithTheSameAction() {
        String key = api.create("long", ",'variables':{'n':1}");
        Job first = poll(client, "long");
        acknowledge(client, first);
        assertThatThrownBy(() -> client.putJobSuccessResult(request ->
                        request.jobId(first.id()).continuationToken("t1").outputVariables(Map.of("a", "b"))))
                .isInstanceOf(ValidationException.class);
        client.putJobSuccessResult(request -> request.jobId(first.id()).continuationToken("t1"));

        assertThat(api.job(key).get("state").textValue()).isEqualTo("COMPLETED");
        Job second = poll(client, "long");
        assertThat(second.id()).isNotEqualTo(first.id());
        assertThat(second.data().continuationToken()).isEqualTo("t1");
        assertThat(second.data().pipelineContext().action().actionExecutionId())
                .isEqualTo(first.data().pipelineContext().action().actionExecutionId());
        assertThat(second.data().actionConfiguration().configuration()).isEqualTo(Map.of("n", "1"));
        acknowledge(client, second);
        client.putJobSuccessResult(request -> request.jobId(second.id()));
        assertThat(client.pollForJobs(request -> request.actionTypeId(custom("long")))
                        .jobs())
                .isEmpty();
    }

    @Test
    void answersOfOperationsThatFailHaveTheClassesOfTheModel() {
        api.create("errors", "");
        Job job = poll(client, "errors");
        String unknown = JobKeys.uuidText(4711);
        assertThatThrownBy(() -> fail(client, "not a uuid", "Nonsense", ""))
                .isInstanceOf(ValidationException.class)
                .hasMessageContaining(
                        "3 validation errors detected: Value 'not a uuid' at 'jobId' failed to satisfy constraint: Member must satisfy regular expression pattern: [0-9a-f]{8}-[0-9a-f]{4}-");
        assertThatThrownBy(() -> client.getJobDetails(request -> request.jobId(unknown)))
                .isInstanceOf(JobNotFoundException.class);
        assertThatThrownBy(() -> fail(client, "11111111-2222-3333-4444-555555555555", "JobFailed", "x"))
                .isInstanceOf(JobNotFoundException.class);
        assertThatThrownBy(() ->
                        client.acknowledgeJob(request -> request.jobId(job.id()).nonce("wrong")))
                .isInstanceOf(InvalidNonceException.class);
        assertThatThrownBy(() -> client.pollForJobs(request -> request.actionTypeId(
                        custom("errors").toBuilder().owner("AWS").build())))
                .isInstanceOf(ActionTypeNotFoundException.class);
        acknowledge(client, job);
        assertThatThrownBy(() -> client.putJobSuccessResult(
                        request -> request.jobId(job.id()).outputVariables(Map.of("big", "x".repeat(122_880)))))
                .isInstanceOf(OutputVariablesSizeExceededException.class);
        fail(client, job.id(), "PermissionError", "x");
        assertThatThrownBy(() -> fail(client, job.id(), "JobFailed", "once more"))
                .isInstanceOf(InvalidJobStateException.class)
                .hasMessageContaining("INCIDENT");
    }

    @Test
    void thirdPartiesWorkOnBehalfOfTheirClients() {
        String key = api.create("partner", ",'tenantId':'acme'");
        ActionTypeId type = custom("partner").toBuilder().owner("ThirdParty").build();
        try (CodePipelineClient acme = client(node.url(), OTHER)) {
            assertThatThrownBy(() -> acme.pollForThirdPartyJobs(request -> request.actionTypeId(custom("partner"))))
                    .isInstanceOf(ActionTypeNotFoundException.class);
            ThirdPartyJob job = acme.pollForThirdPartyJobs(request -> request.actionTypeId(type))
                    .jobs()
                    .get(0);
            assertThat(job.clientId()).isEqualTo("acme-client");
            assertThatThrownBy(() -> acme.getThirdPartyJobDetails(
                            request -> request.jobId(job.jobId()).clientToken("wrong")))
                    .isInstanceOf(InvalidClientTokenException.class);
            assertThatThrownBy(() -> acme.getThirdPartyJobDetails(
                            request -> request.jobId("job 1").clientToken("tokenOfAcme")))
                    .isInstanceOf(InvalidJobException.class);
            ThirdPartyJobDetails details = acme.getThirdPartyJobDetails(
                            request -> request.jobId(job.jobId()).clientToken("tokenOfAcme"))
                    .jobDetails();
            assertThat(details.data().actionTypeId()).isEqualTo(type);
            assertThat(acme.acknowledgeThirdPartyJob(request -> request.jobId(job.jobId())
                                    .nonce(details.nonce())
                                    .clientToken("tokenOfAcme"))
                            .status())
                    .isEqualTo(JobStatus.IN_PROGRESS);
            acme.putThirdPartyJobFailureResult(request -> request.jobId(job.jobId())
                    .clientToken("tokenOfAcme")
                    .failureDetails(it -> it.type("JobFailed").message("once")));
            assertThat(acme.pollForThirdPartyJobs(request -> request.actionTypeId(type))
                            .jobs())
                    .hasSize(1);
            String nonce = acme.getThirdPartyJobDetails(
                            request -> request.jobId(job.jobId()).clientToken("tokenOfAcme"))
                    .jobDetails()
                    .nonce();
            acme.acknowledgeThirdPartyJob(
                    request -> request.jobId(job.jobId()).nonce(nonce).clientToken("tokenOfAcme"));
            acme.putThirdPartyJobSuccessResult(
                    request -> request.jobId(job.jobId()).clientToken("tokenOfAcme"));
        }
        assertThat(api.job(key).get("state").textValue()).isEqualTo("COMPLETED");
    }

    @Test
    void aRepeatAfterALostAnswerLeavesOneFailure() throws IOException {
        String key = api.create("lost", "");
        Job job = poll(client, "lost");
        acknowledge(client, job);
        try (AnswerDroppingProxy proxy = new AnswerDroppingProxy(node.url(), 2);
                CodePipelineClient unlucky = client(proxy.url(), KEY)) {
            fail(unlucky, job.id(), "SystemUnavailable", "lost on the way");
            assertThat(proxy.requests()).isEqualTo(3);
        }
        JsonNode after = api.job(key);
        assertThat(after.get("attempt").intValue()).isEqualTo(1);
        assertThat(api.events(key, 4)).filteredOn("JobFailed"::equals).hasSize(1);
    }

    @Test
    void aRepeatOfAnAcknowledgementAfterALostAnswerSaysInProgress() throws IOException {
        api.create("lost-ack", "");
        Job job = poll(client, "lost-ack");
        try (AnswerDroppingProxy proxy = new AnswerDroppingProxy(node.url(), 1);
                CodePipelineClient unlucky = client(proxy.url(), KEY)) {
            assertThat(acknowledge(unlucky, job)).isEqualTo(JobStatus.IN_PROGRESS);
        }
        assertThatThrownBy(() -> acknowledge(client, job)).isInstanceOf(InvalidNonceException.class);
    }

    @Test
    void theClientForJavaScriptWorksToo() throws IOException {
        String loop = api.create("js-loop", ",'variables':{'n':1}");
        String lost = api.create("js-lost", "");
        try (AnswerDroppingProxy proxy = new AnswerDroppingProxy(node.url(), 1);
                JsProgram program = JsProgram.start("codepipeline.mjs", node.url(), proxy.url())) {
            assertThat(program.expectSuccess()).contains("done");
        }
        assertThat(api.job(loop).get("state").textValue()).isEqualTo("COMPLETED");
        assertThat(api.job(lost).get("attempt").intValue()).isEqualTo(1);
        assertThat(api.events(lost, 4)).filteredOn("JobFailed"::equals).hasSize(1);
    }

    /** The job after one failure of a type, as the native API shows it. */
    private JsonNode afterFailure(String type, String failure) {
        String key = api.create(type, "");
        Job job = poll(client, type);
        acknowledge(client, job);
        fail(client, job.id(), failure, "x");
        return api.job(key);
    }
}
