package dev.reprise.node.codepipeline;

import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.codepipeline.model.ActionTypeId;
import software.amazon.awssdk.services.codepipeline.model.Job;
import software.amazon.awssdk.services.codepipeline.model.JobStatus;
import software.amazon.awssdk.services.codepipeline.model.PutJobFailureResultResponse;

/** What workers of CodePipeline do, through AWS's SDK for Java. */
final class Workers {
    private Workers() {}

    static Job poll(CodePipelineClient client, String provider) {
        return await().atMost(Duration.ofSeconds(60))
                .until(
                        () -> client.pollForJobs(request ->
                                        request.actionTypeId(custom(provider)).maxBatchSize(1))
                                .jobs(),
                        jobs -> !jobs.isEmpty())
                .get(0);
    }

    static JobStatus acknowledge(CodePipelineClient client, Job job) {
        return client.acknowledgeJob(request -> request.jobId(job.id()).nonce(job.nonce()))
                .status();
    }

    static PutJobFailureResultResponse fail(CodePipelineClient client, String jobId, String type, String message) {
        return client.putJobFailureResult(request -> request.jobId(jobId)
                .failureDetails(it -> it.type(type).message(message).externalExecutionId("run-7")));
    }

    static ActionTypeId custom(String provider) {
        return ActionTypeId.builder()
                .category("Build")
                .owner("Custom")
                .provider(provider)
                .version("1")
                .build();
    }

    static CodePipelineClient client(String url, AwsCredentials credentials) {
        return client(url, StaticCredentialsProvider.create(credentials), Region.US_EAST_1);
    }

    static CodePipelineClient client(String url, AwsCredentialsProvider credentials, Region region) {
        return CodePipelineClient.builder()
                .endpointOverride(URI.create(url))
                .region(region)
                .credentialsProvider(credentials)
                .build();
    }
}
