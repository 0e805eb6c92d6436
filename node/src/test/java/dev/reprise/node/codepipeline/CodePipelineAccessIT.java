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
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.reprise.node.Node;
import dev.reprise.node.support.Wire;
import dev.reprise.schemas.JobKeys;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkGlobalTime;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.codepipeline.model.CodePipelineException;
import software.amazon.awssdk.services.codepipeline.model.Job;
import software.amazon.awssdk.services.codepipeline.model.JobNotFoundException;

/** Who may call, and in which form everyone else is refused. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class CodePipelineAccessIT {
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
    void oneTenantsKeyCannotTouchAnothersJobs() {
        api.create("tenants", ",'tenantId':'acme'");
        try (CodePipelineClient acme = client(node.url(), OTHER)) {
            assertThat(client.pollForJobs(request -> request.actionTypeId(custom("tenants")))
                            .jobs())
                    .isEmpty();
            Job job = poll(acme, "tenants");
            assertThatThrownBy(() -> acknowledge(client, job)).isInstanceOf(JobNotFoundException.class);
            acknowledge(acme, job);
            assertThatThrownBy(() -> fail(client, job.id(), "JobFailed", "mine"))
                    .isInstanceOf(JobNotFoundException.class);
            assertThatThrownBy(() -> client.getJobDetails(request -> request.jobId(job.id())))
                    .isInstanceOf(JobNotFoundException.class);
            fail(acme, job.id(), "JobFailed", "ours");
        }
    }

    @Test
    void whoIsNotWhoItSaysIsRefusedInAwsWords() {
        refused(
                AwsBasicCredentials.create("AKIDDEFAULT", "wrong"),
                error -> assertThat(error).isEqualTo("InvalidSignatureException"));
        refused(
                AwsBasicCredentials.create("AKIDNOBODY", "any"),
                error -> assertThat(error).isEqualTo("UnrecognizedClientException"));
        refused(
                AwsBasicCredentials.create("AKIDTEMP", "secretOfTheSession"),
                error -> assertThat(error).isEqualTo("UnrecognizedClientException"));
        refused(
                AwsSessionCredentials.create("AKIDOVER", "secretOfTheSession", "sessionToken"),
                error -> assertThat(error).isEqualTo("ExpiredTokenException"));
        refused(
                AwsBasicCredentials.create("AKIDREADER", "secretOfTheReader"),
                error -> assertThat(error).isEqualTo("AccessDeniedException"));
        try (CodePipelineClient session =
                client(node.url(), AwsSessionCredentials.create("AKIDTEMP", "secretOfTheSession", "sessionToken"))) {
            assertThatThrownBy(() -> fail(session, JobKeys.uuidText(4711), "JobFailed", "x"))
                    .isInstanceOf(JobNotFoundException.class);
        }
        try (CodePipelineClient anonymous =
                client(node.url(), AnonymousCredentialsProvider.create(), Region.US_EAST_1)) {
            assertThat(code(anonymous)).isEqualTo("MissingAuthenticationTokenException");
        }
        try (CodePipelineClient elsewhere =
                client(node.url(), StaticCredentialsProvider.create(KEY), Region.EU_WEST_1)) {
            assertThat(code(elsewhere)).isEqualTo("InvalidSignatureException");
        }
    }

    @Test
    void aClientWhoseClockIsWrongIsHealed() {
        api.create("skewed", "");
        SdkGlobalTime.setGlobalTimeOffset(3600); // what the SDK takes off the clock when it signs, in seconds
        try (CodePipelineClient skewed = client(node.url(), KEY)) {
            assertThat(poll(skewed, "skewed").id()).isNotEmpty();
            assertThat(SdkGlobalTime.getGlobalTimeOffset()).isBetween(-60, 60);
        } finally {
            SdkGlobalTime.setGlobalTimeOffset(0);
        }
    }

    @Test
    void whatIsNoOperationIsAnsweredInTheSameFormEverywhere() {
        for (String path : List.of("/", "/aws/codepipeline/", "/v2/nothing")) {
            HttpResponse<String> answer = api.send(HttpRequest.newBuilder(URI.create(node.url() + path))
                    .header("X-Amz-Target", "CodePipeline_20150709.StartPipelineExecution")
                    .header("Content-Type", "application/x-amz-json-1.1")
                    .POST(HttpRequest.BodyPublishers.ofString("{}"))
                    .build());
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).isEqualTo("{\"__type\":\"UnknownOperationException\"}");
            assertThat(answer.headers().firstValue("x-amzn-ErrorType")).contains("UnknownOperationException");
            assertThat(answer.headers().firstValue("x-amzn-RequestId")).isPresent();
            assertThat(answer.headers().firstValue("Date")).isPresent();
            assertThat(answer.headers().firstValue("Content-Type")).contains("application/x-amz-json-1.1");
        }
        HttpResponse<String> get = api.send(HttpRequest.newBuilder(URI.create(node.url() + "/nothing"))
                .header("X-Amz-Target", "CodePipeline_20150709.PollForJobs")
                .build());
        assertThat(get.statusCode()).isEqualTo(404);
        assertThat(get.body()).contains("UnknownOperationException");
    }

    @Test
    void whatIsTooLargeIsRefusedBeforeItIsSent() {
        // Java's HttpClient waits for ever for an answer that says neither to go on nor what it expects.
        try (Wire client = new Wire(URI.create(node.url()).getPort())) {
            String answer = client.head(
                            "POST",
                            "/",
                            "X-Amz-Target: CodePipeline_20150709.PutJobFailureResult",
                            "Expect: 100-continue",
                            "Content-Length: " + (17 << 20))
                    .answer();
            assertThat(answer).startsWith("HTTP/1.1 413 ").contains("\"__type\":\"RequestEntityTooLargeException\"");
        }
    }

    private void refused(AwsCredentials credentials, Consumer<String> expected) {
        try (CodePipelineClient refused = client(node.url(), credentials)) {
            expected.accept(code(refused));
        }
    }

    private static String code(CodePipelineClient client) {
        CodePipelineException refusal = catchThrowableOfType(
                CodePipelineException.class, () -> fail(client, JobKeys.uuidText(4711), "JobFailed", "x"));
        return refusal.awsErrorDetails().errorCode();
    }
}
