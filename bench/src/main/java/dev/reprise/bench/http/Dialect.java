package dev.reprise.bench.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.reprise.bench.http.Callers.Call;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** How the APIs that a node offers to workers say the same things. */
enum Dialect {
    /** Reprise's own. */
    NATIVE("/v1/jobs/%s/failure", 200, "/v1/jobs/activation", "/jobs", "jobKey") {
        @Override
        String failureBody(long backOff) {
            return "{\"retries\":3,\"retryBackOff\":" + backOff + ",\"errorMessage\":\"" + MESSAGE
                    + "\",\"errorCode\":\"ISSUER_TIMEOUT\"}";
        }

        @Override
        String pollBody(String type, int most, long wait) {
            return "{\"type\":\"%s\",\"worker\":\"bench\",\"maxJobs\":%d,\"timeout\":%d,\"requestTimeout\":%d}"
                    .formatted(type, most, LEASE, wait);
        }
    },

    /** Camunda 8.9, over REST. */
    CAMUNDA8("/v2/jobs/%s/failure", 204, "/v2/jobs/activation", "/jobs", "jobKey") {
        @Override
        String failureBody(long backOff) {
            return "{\"retries\":3,\"errorMessage\":\"" + MESSAGE + "\",\"retryBackOff\":" + backOff
                    + ",\"variables\":{}}";
        }

        @Override
        String pollBody(String type, int most, long wait) {
            return "{\"type\":\"%s\",\"worker\":\"bench\",\"maxJobsToActivate\":%d,\"timeout\":%d,\"requestTimeout\":%d}"
                    .formatted(type, most, LEASE, wait);
        }
    },

    /** Camunda 7, external tasks: only a worker that has locked a task may fail it. */
    CAMUNDA7("/engine-rest/external-task/%s/failure", 204, "/engine-rest/external-task/fetchAndLock", "", "id") {
        @Override
        String failureBody(long backOff) {
            return "{\"workerId\":\"bench\",\"errorMessage\":\"" + MESSAGE + " (" + REPORTS.incrementAndGet()
                    + ")\",\"retries\":3,\"retryTimeout\":" + backOff + "}";
        }

        @Override
        String pollBody(String type, int most, long wait) {
            return ("{\"workerId\":\"bench\",\"maxTasks\":%d,\"asyncResponseTimeout\":%d,"
                            + "\"topics\":[{\"topicName\":\"%s\",\"lockDuration\":%d}]}")
                    .formatted(most, wait, type, LEASE);
        }
    };

    /** The same words again within an attempt are the same report there, and change nothing. */
    private static final AtomicLong REPORTS = new AtomicLong();

    private static final String MESSAGE = "Card issuer did not answer within 5000 ms";
    private static final long LEASE = 3_600_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String failurePath;
    private final int failed;
    private final String pollPath;
    private final String jobs;
    private final String key;

    Dialect(String failurePath, int failed, String pollPath, String jobs, String key) {
        this.failurePath = failurePath;
        this.failed = failed;
        this.pollPath = pollPath;
        this.jobs = jobs;
        this.key = key;
    }

    abstract String failureBody(long backOff);

    abstract String pollBody(String type, int most, long wait);

    /** A failure with retries left, which can be tried again after so many milliseconds. */
    Call failure(String jobKey, long backOff) {
        return new Call(failurePath.formatted(jobKey), failureBody(backOff), failed);
    }

    /** A request for so many jobs of a type at most, for an hour, that waits for the first for so many milliseconds. */
    Call poll(String type, int most, long wait) {
        return new Call(pollPath, pollBody(type, most, wait), 200);
    }

    /** Keys of the jobs that a poll was answered with. */
    List<String> keys(String answer) {
        try {
            return JSON.readTree(answer).at(jobs).findValuesAsText(key);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Expected jobs, but got " + answer, e);
        }
    }

    /** The failures that are measured. */
    String failurePath() {
        return failurePath.formatted("{key}");
    }

    /** Whether a job must have been handed out before it can be failed. */
    boolean failsOnlyWhatIsLocked() {
        return this == CAMUNDA7;
    }
}
