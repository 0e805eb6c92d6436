package dev.reprise.node.cloudflow;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.aliyuncs.AcsRequest;
import com.aliyuncs.CommonRequest;
import com.aliyuncs.DefaultAcsClient;
import com.aliyuncs.auth.SignatureVersion;
import com.aliyuncs.exceptions.ClientException;
import com.aliyuncs.exceptions.ErrorType;
import com.aliyuncs.fnf.model.v20190315.ReportTaskFailedRequest;
import com.aliyuncs.fnf.model.v20190315.ReportTaskFailedResponse;
import com.aliyuncs.fnf.model.v20190315.ReportTaskSucceededRequest;
import com.aliyuncs.http.FormatType;
import com.aliyuncs.http.MethodType;
import com.aliyuncs.policy.retry.RetryPolicy;
import com.aliyuncs.profile.DefaultProfile;
import com.fasterxml.jackson.databind.JsonNode;
import dev.reprise.node.Node;
import dev.reprise.node.cloudflow.Tasks.Task;
import dev.reprise.node.support.AnswerDroppingProxy;
import dev.reprise.node.support.JsProgram;
import dev.reprise.node.support.Standalone;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Alibaba's SDKs, unmodified, against a node that checks signatures in full. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class CloudFlowIT {
    private static final String REGION = "cn-hangzhou";

    private Node node;
    private Tasks tasks;
    private String endpoint;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        Path credentials = folder.resolve("credentials");
        Files.writeString(credentials, """
                key.LTAI.secret = secretOfTheDefaultTenant
                key.LTAIJS.secret = secretOfJavaScript
                key.LTAIBUSY.secret = secretOfTheBusy
                key.LTAIACME.secret = secretOfAcme
                key.LTAIACME.tenant = acme
                key.LTAIREADER.secret = secretOfTheReader
                key.LTAIREADER.actions = fnf:Describe*
                """);
        node = Standalone.start(
                folder.resolve("data"),
                "credentials-file",
                credentials.toString(),
                "signature-check",
                "full",
                // so slow that a slow machine empties a bucket, and deep enough for what each key does here
                "cloudflow-calls-per-second",
                "1",
                "cloudflow-burst",
                "60");
        tasks = new Tasks(node.url());
        endpoint = URI.create(node.url()).getAuthority();
    }

    @AfterAll
    void stop() {
        node.close();
    }

    private static DefaultAcsClient client(String key, String secret) {
        return new DefaultAcsClient(DefaultProfile.getProfile(REGION, key, secret));
    }

    private static DefaultAcsClient client() {
        return client("LTAI", "secretOfTheDefaultTenant");
    }

    private ReportTaskFailedRequest failure(String token, String error, String cause) {
        ReportTaskFailedRequest request = new ReportTaskFailedRequest();
        request.setTaskToken(token);
        request.setError(error);
        request.setCause(cause);
        request.setSysEndpoint(endpoint);
        return request;
    }

    private static ClientException refused(DefaultAcsClient client, AcsRequest<?> request, String code) {
        ClientException e = catchThrowableOfType(ClientException.class, () -> client.getAcsResponse(request));
        assertThat(e).as(code).isNotNull();
        assertThat(e.getErrCode()).as(e.getMessage()).isEqualTo(code);
        assertThat(e.getRequestId()).as(e.getMessage()).isNotEmpty();
        return e;
    }

    @Test
    void leadsATaskThroughAFailureAndItsRetryToSuccess() throws ClientException {
        tasks.retryOnce("loop");
        Task first = tasks.activated("loop");
        DefaultAcsClient client = client();

        ReportTaskFailedRequest failure = failure(first.token(), "MyErr or~*", "because 你好 + & = \"q\"");
        failure.setRequestId("my-request-1");
        ReportTaskFailedResponse failed = client.getAcsResponse(failure);
        assertThat(failed.getRequestId()).isEqualTo("my-request-1");
        assertThat(failed.getEventId()).isGreaterThan(first.sequence());
        JsonNode error = tasks.job(first.jobKey()).path("lastError");
        assertThat(error.path("message").asText()).isEqualTo("because 你好 + & = \"q\"");
        assertThat(error.path("code").asText()).isEqualTo("MyErr or~*");

        Task second = tasks.next("loop", "<default>");
        assertThat(second.jobKey()).isEqualTo(first.jobKey());
        assertThat(second.token()).isNotEqualTo(first.token());
        refused(client, failure(first.token(), "E", "late"), "TaskInvalidState");

        ReportTaskSucceededRequest success = new ReportTaskSucceededRequest();
        success.setSysEndpoint(endpoint);
        success.setTaskToken(second.token());
        success.setOutput("{\"sum\": 1.10}");
        assertThat(client.getAcsResponse(success).getEventId()).isGreaterThan(second.sequence());
        assertThat(tasks.job(first.jobKey()).path("state").asText()).isEqualTo("COMPLETED");
        refused(client, failure(second.token(), "E", "late"), "TaskAlreadyCompleted");
        refused(client, failure(first.token(), "E", "late"), "TaskAlreadyCompleted");
    }

    @Test
    void theTokenStandsInTheEventToo() {
        Task task = tasks.activated("event");
        tasks.events(task.jobKey(), 2);
        assertThat(tasks.history(task.jobKey()).path(1).path("taskToken").asText())
                .isEqualTo(task.token());
    }

    @Test
    void takesAllWaysInWhichTheSdkCanSend() throws ClientException {
        DefaultAcsClient client = client();
        ReportTaskFailedRequest v3 = failure(tasks.activated("ways").token(), "E", "as ACS3 你好");
        v3.setSysSignatureVersion(SignatureVersion.V3);
        assertThat(client.getAcsResponse(v3).getEventId()).isPositive();

        ReportTaskFailedRequest json = failure(tasks.activated("ways").token(), "E", "as JSON 你好");
        json.setHttpContentType(FormatType.JSON);
        assertThat(client.getAcsResponse(json).getEventId()).isPositive();

        assertThat(client.getCommonResponse(common("2019-03-15", "ReportTaskFailed"))
                        .getData())
                .contains("EventId");
    }

    private CommonRequest common(String version, String action) {
        CommonRequest request = new CommonRequest();
        request.setSysDomain(endpoint);
        request.setSysVersion(version);
        request.setSysAction(action);
        request.setSysMethod(MethodType.POST);
        request.putQueryParameter("TaskToken", tasks.activated("common").token());
        request.putQueryParameter("Error", "E");
        request.putQueryParameter("Cause", "all in the query, and long: " + "x".repeat(4000));
        return request;
    }

    @Test
    void everyErrorReachesTheCallerOfTheSdk() {
        DefaultAcsClient client = client();
        String token = tasks.activated("errors").token();
        String acme = tasks.activated("errors", "acme").token();

        refused(client, failure(token, "E", "x".repeat(5_000)), "InvalidArgument");
        refused(client, failure("forged" + token.substring(6), "E", "C"), "InvalidArgument");
        refused(client, failure(token, "E", "x".repeat(2 << 20)), "EntityTooLarge");
        ReportTaskFailedRequest nothing = new ReportTaskFailedRequest();
        nothing.setSysEndpoint(endpoint);
        nothing.setTaskToken(token);
        assertThat(refused(client, nothing, "MissingRequiredParams").getErrMsg())
                .isEqualTo("The HTTP query 'Error' must be specified.");
        refusedCommon(client, common("2018-01-01", "ReportTaskFailed"), "APIVersionNotSupported");
        refusedCommon(client, common("2019-03-15", "ReportTaskFallen"), "ActionNotSupported");
        CommonRequest xml = common("2019-03-15", "ReportTaskFailed");
        xml.setHttpContent("<a/>".getBytes(UTF_8), "UTF-8", FormatType.XML);
        refusedCommon(client, xml, "UnsupportedMediaType");
        ReportTaskFailedRequest get = failure(token, "E", "C");
        get.setSysMethod(MethodType.GET); // the SDK signs what it then does not send
        refused(client, get, "SignatureNotMatch");

        refused(client("NOBODY", "secret"), failure(token, "E", "C"), "InvalidAccessKeyID");
        refused(client("LTAI", "wrong"), failure(token, "E", "C"), "SignatureNotMatch");
        ClientException denied = refused(client, failure(acme, "E", "C"), "AccessDenied");
        assertThat(denied.getErrMsg()).isEqualTo("The resources doesn't belong to you.");
        assertThat(denied.getErrorType()).isEqualTo(ErrorType.Client);
        refused(client("LTAIREADER", "secretOfTheReader"), failure(token, "E", "C"), "AccessDenied");
        refused(client("LTAIACME", "secretOfAcme"), failure(token, "E", "C"), "AccessDenied");
    }

    private static void refusedCommon(DefaultAcsClient client, CommonRequest request, String code) {
        ClientException e = catchThrowableOfType(ClientException.class, () -> client.getCommonResponse(request));
        assertThat(e).as(code).isNotNull();
        assertThat(e.getErrCode()).as(e.getMessage()).isEqualTo(code);
    }

    @Test
    void holdsAKeyToItsRateAndLeavesOthersAlone() throws ClientException {
        DefaultAcsClient busy = client("LTAIBUSY", "secretOfTheBusy");
        String code = "";
        for (int i = 0; i < 20_000 && !code.equals("ResourceThrottled"); i++) {
            ClientException e = catchThrowableOfType(
                    ClientException.class, () -> busy.getAcsResponse(failure("no token", "E", "C")));
            code = e.getErrCode();
        }
        assertThat(code).isEqualTo("ResourceThrottled");
        assertThat(client().getAcsResponse(failure(tasks.activated("calm").token(), "E", "C"))
                        .getEventId())
                .isPositive();
    }

    @Test
    void aRepeatAfterALostAnswerLeavesOneFailure() throws ClientException, IOException {
        Task task = tasks.activated("lost");
        try (AnswerDroppingProxy proxy = new AnswerDroppingProxy(node.url(), 1)) {
            ReportTaskFailedRequest failure = failure(task.token(), "E", "C");
            failure.setRequestId("request-of-lost");
            failure.setSysEndpoint(URI.create(proxy.url()).getAuthority());
            failure.setSysRetryPolicy(RetryPolicy.defaultRetryPolicy(true));
            ReportTaskFailedResponse answer = client().getAcsResponse(failure);

            assertThat(proxy.requests()).isEqualTo(2);
            assertThat(answer.getRequestId()).isEqualTo("request-of-lost");
            List<String> events = tasks.events(task.jobKey(), 4);
            assertThat(events).containsExactly("JobCreated", "JobActivated", "JobFailed", "IncidentCreated");
            assertThat(answer.getEventId()).isEqualTo(4);
        }
    }

    @Test
    void theClientsForJavaScriptLoopAndAreRefusedByCode() {
        Task pop = tasks.activated("js");
        Task done = tasks.activated("js");
        Task acs3 = tasks.activated("js");
        Task json = tasks.activated("js");
        Task acme = tasks.activated("js", "acme");
        try (JsProgram program = JsProgram.start(
                "cloudflow.mjs", node.url(), pop.token(), done.token(), acs3.token(), json.token(), acme.token())) {
            program.expectSuccess();
        }
        assertThat(tasks.job(pop.jobKey()).path("lastError").path("message").asText())
                .isEqualTo("because 你好 + & =");
        assertThat(tasks.job(done.jobKey()).path("state").asText()).isEqualTo("COMPLETED");
        assertThat(tasks.job(acs3.jobKey()).path("lastError").path("message").asText())
                .isEqualTo("as ACS3 你好");
        assertThat(tasks.job(json.jobKey()).path("lastError").path("message").asText())
                .isEqualTo("as JSON 你好");
        assertThat(tasks.job(acme.jobKey()).path("state").asText()).isEqualTo("ACTIVATED");
    }
}
