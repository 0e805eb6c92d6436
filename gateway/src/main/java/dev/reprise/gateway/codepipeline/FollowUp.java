package dev.reprise.gateway.codepipeline;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.reprise.command.CreateJob;
import dev.reprise.schemas.JobKeys;
import dev.reprise.state.Job;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The job that goes on with an action whose worker has given a continuation token: new id and nonce, the same action execution. Its key
 * follows from the key of the job before, so that it is made once however often the result is sent.
 */
final class FollowUp {
    /** Headers with this prefix are ours; workers do not see them among the configuration. */
    static final String PREFIX = "codepipeline.";

    static final String TOKEN = PREFIX + "continuationToken";
    static final String EXECUTION = PREFIX + "actionExecutionId";

    private FollowUp() {}

    static CreateJob of(Job job, WorkerInput input, String continuationToken) {
        Map<String, String> headers = new LinkedHashMap<>(input.headers());
        headers.put(TOKEN, continuationToken);
        headers.putIfAbsent(EXECUTION, JobKeys.uuidText(job.getJobKey()));
        return CreateJob.newBuilder()
                .setJobKey(keyAfter(job.getJobKey()))
                .setType(job.getType())
                .setRetries(Math.max(1, job.getRetries()))
                .setVariables(input.variables())
                .setHeaders(headers)
                .setPriority(job.getPriority())
                .setTenantId(job.getTenantId())
                .setBusinessKey(job.getBusinessKey())
                .setCaughtErrors(job.getCaughtErrors())
                .setProcess(job.getProcess())
                .build();
    }

    /** 63 bits of SHA-256. */
    static long keyAfter(long jobKey) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(("codepipeline continuation of " + JobKeys.text(jobKey)).getBytes(UTF_8));
            return Math.max(1, ByteBuffer.wrap(digest).getLong() & Long.MAX_VALUE);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Expected every JDK to have SHA-256", e);
        }
    }
}
