package dev.reprise.node.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.reprise.command.ActivateJobs;
import dev.reprise.command.AnnotateIncident;
import dev.reprise.command.CancelJob;
import dev.reprise.command.CompleteJob;
import dev.reprise.command.CreateJob;
import dev.reprise.command.FailJob;
import dev.reprise.command.ResolveIncident;
import dev.reprise.command.ThrowJobError;
import dev.reprise.common.Variable;
import dev.reprise.node.Node;
import dev.reprise.node.support.Caller;
import dev.reprise.reply.CommandAccepted;
import dev.reprise.reply.CommandRejected;
import dev.reprise.reply.JobsActivated;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;

/** Jobs in every state that there is, with timers that are overdue by the time anyone looks again, and such as never will be. */
final class ReleaseJobs {
    static final long WAITING = 1;
    static final long HELD = 2;
    static final long BACKING_OFF = 3;
    static final long RETRY_OVERDUE = 4;
    static final long LEASE_OVERDUE = 5;
    static final long INCIDENT = 6;
    static final long RESOLVED = 7;
    static final long COMPLETED = 8;
    static final long CANCELED = 9;
    static final long ERROR_THROWN = 10;
    static final long BY_POLICY = 11;
    static final long LAST = BY_POLICY;

    /** Longer than it takes to write all this down and stop. */
    private static final Duration SOON = Duration.ofMinutes(2);

    private static final Duration NEVER = Duration.ofDays(365 * 200);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private ReleaseJobs() {}

    /** Makes them. */
    static void make(Node node) throws Exception {
        put(
                node,
                "/v1/retry-policies/by-policy",
                "{\"rules\": [{\"name\": \"network\", \"errorCodes\": [\"NET_*\"], \"maxAttempts\": 5,"
                        + " \"initialInterval\": 31622400000, \"jitter\": \"FULL\"}]}");
        try (Caller caller = new Caller(node.bootstrapServers())) {
            for (long job = 1; job <= LAST; job++) {
                accepted(caller.call(create(job)));
            }
            assertThat(caller.call(create(WAITING))).isInstanceOf(CommandRejected.class);
            activate(caller, HELD, NEVER);
            accepted(caller.call(fail(BACKING_OFF, 2, NEVER)));
            accepted(caller.call(fail(RETRY_OVERDUE, 2, SOON)));
            activate(caller, LEASE_OVERDUE, SOON);
            accepted(caller.call(fail(INCIDENT, 0, Duration.ZERO)));
            accepted(caller.call(new AnnotateIncident(INCIDENT, "asked the bank")));
            accepted(caller.call(fail(RESOLVED, 0, Duration.ZERO)));
            accepted(caller.call(ResolveIncident.newBuilder()
                    .setJobKey(RESOLVED)
                    .setRetries(1)
                    .build()));
            accepted(caller.call(CompleteJob.newBuilder().setJobKey(COMPLETED).build()));
            accepted(caller.call(CancelJob.newBuilder()
                    .setJobKey(CANCELED)
                    .setReason("no longer needed")
                    .build()));
            accepted(caller.call(ThrowJobError.newBuilder()
                    .setJobKey(ERROR_THROWN)
                    .setErrorCode("NO_STOCK")
                    .build()));
            accepted(caller.call(FailJob.newBuilder()
                    .setJobKey(BY_POLICY)
                    .setErrorCode("NET_TIMEOUT")
                    .build()));
        }
    }

    static String type(long job) {
        return job == BY_POLICY ? "by-policy" : "type-" + job;
    }

    /** The job as the HTTP API shows it. */
    static JsonNode job(Node node, long job) throws IOException, InterruptedException {
        HttpResponse<String> answer = HTTP.send(
                HttpRequest.newBuilder(URI.create(node.url() + "/v1/jobs/" + job))
                        .build(),
                BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    static JsonNode parse(String json) throws IOException {
        return JSON.readTree(json);
    }

    static void activate(Caller caller, long job, Duration lease) {
        int handedOut = 0;
        for (int partition = 0; partition < caller.partitions(); partition++) {
            SpecificRecord answer = caller.callPartition(
                    partition,
                    ActivateJobs.newBuilder()
                            .setType(type(job))
                            .setWorker("w1")
                            .setMaxJobs(1)
                            .setTimeout(lease.toMillis())
                            .build());
            handedOut += ((JobsActivated) answer).getJobs().size();
        }
        assertThat(handedOut).isEqualTo(1);
    }

    static void accepted(SpecificRecord answer) {
        assertThat(answer).isInstanceOf(CommandAccepted.class);
    }

    private static CreateJob create(long job) {
        return CreateJob.newBuilder()
                .setJobKey(job)
                .setType(type(job))
                .setPriority((int) job)
                .setVariables(Map.of(
                        "order", Variable.newBuilder().setValue("\"4711\"").build()))
                .setHeaders(Map.of("h", "x"))
                .build();
    }

    private static FailJob fail(long job, int retries, Duration backOff) {
        return FailJob.newBuilder()
                .setJobKey(job)
                .setRetries(retries)
                .setRetryBackOff(backOff.toMillis())
                .setErrorMessage("bank is down")
                .setErrorDetails("at a.B.c(B.java:1)")
                .build();
    }

    private static void put(Node node, String path, String body) throws IOException, InterruptedException {
        HttpResponse<String> answer = HTTP.send(
                HttpRequest.newBuilder(URI.create(node.url() + path))
                        .header("Content-Type", "application/json")
                        .PUT(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 204);
    }
}
