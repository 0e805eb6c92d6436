package dev.reprise.node.camunda8.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reprise.node.Node;
import dev.reprise.node.support.Standalone;
import io.camunda.client.CamundaClient;
import io.camunda.client.api.command.ProblemException;
import io.camunda.client.api.response.ActivatedJob;
import io.camunda.client.api.response.StatusResponse;
import io.camunda.client.api.search.enums.IncidentErrorType;
import io.camunda.client.api.search.enums.IncidentState;
import io.camunda.client.api.search.enums.JobState;
import io.camunda.client.api.search.response.Incident;
import io.camunda.client.api.search.response.Job;
import io.camunda.client.api.worker.JobHandler;
import io.camunda.client.api.worker.JobWorker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Camunda's Java client against one node. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class JavaClientIT {
    private static final String NOTHING_MORE = "\"variables\":{}";
    private static final Duration BACKOFF = Duration.ofMillis(400);

    private Node node;
    private NativeJobs jobs;
    private CamundaClient client;

    @BeforeAll
    void start(@TempDir Path folder) {
        node = Standalone.start(folder);
        jobs = new NativeJobs(node.url());
        client = JavaClients.at(node.url());
    }

    @AfterAll
    void stop() {
        client.close();
        node.close();
    }

    @Test
    void leadsAJobThroughFailuresAndAnIncidentToItsEnd() throws Exception {
        BlockingQueue<Attempt> attempts = new LinkedBlockingQueue<>();
        long key = jobs.create("life", "\"variables\":{\"amount\":1.5,\"order\":\"o-1\"}");
        try (JobWorker worker = worker("life", (commands, job) -> work(attempts, commands, job))) {
            assertThat(worker.isOpen()).isTrue();

            Attempt thrown = next(attempts);
            assertThat(thrown.retries()).isEqualTo(3);
            assertThat(thrown.variables()).containsOnly(Map.entry("amount", 1.5), Map.entry("order", "o-1"));
            Attempt failed = next(attempts);
            assertThat(failed.retries()).isEqualTo(2);
            Attempt retried = next(attempts);
            assertThat(retried.at() - failed.at()).isGreaterThanOrEqualTo(BACKOFF.toNanos());
            assertThat(retried.retries()).isEqualTo(1);
            assertThat(retried.variables()).contains(Map.entry("tried", 2));

            Incident incident = incident(key, IncidentState.ACTIVE);
            assertThat(incident.getErrorType()).isEqualTo(IncidentErrorType.JOB_NO_RETRIES);
            assertThat(incident.getErrorMessage()).isEqualTo("no more");
            assertThat(incident.getTenantId()).isEqualTo("<default>");
            assertThat(client.newIncidentGetRequest(incident.getIncidentKey())
                            .send()
                            .join()
                            .getJobKey())
                    .isEqualTo(key);
            assertThat(job(key).getState()).isEqualTo(JobState.FAILED);
            assertThat(job(key).hasFailedWithRetriesLeft()).isFalse();

            assertThatThrownBy(() -> resolve(incident))
                    .isInstanceOfSatisfying(
                            ProblemException.class, e -> assertThat(e.code()).isEqualTo(409));
            client.newUpdateRetriesCommand(key).retries(2).send().join();
            assertThat(job(key).getState()).isEqualTo(JobState.RETRIES_UPDATED);
            assertThat(attempts).isEmpty();
            resolve(incident);

            assertThat(next(attempts).retries()).isEqualTo(2);
            await().atMost(JavaClients.PATIENCE)
                    .untilAsserted(() -> assertThat(job(key).getState()).isEqualTo(JobState.COMPLETED));
            assertThat(job(key).getEndTime()).isNotNull();
            incident(key, IncidentState.RESOLVED);
        }
        JsonNode ended = jobs.get(key);
        assertThat(ended.get("state").textValue()).isEqualTo("COMPLETED");
        assertThat(ended.get("attempt").intValue()).isEqualTo(4);
    }

    private record Attempt(int retries, Map<String, Object> variables, long at) {}

    private static void work(
            BlockingQueue<Attempt> attempts, io.camunda.client.api.worker.JobClient commands, ActivatedJob job) {
        Map<String, Object> variables = job.getVariablesAsMap();
        attempts.add(new Attempt(job.getRetries(), variables, System.nanoTime()));
        if (job.getRetries() == 3) {
            throw new IllegalStateException("thrown by the handler");
        } else if (job.getRetries() == 2 && !variables.containsKey("tried")) {
            commands.newFailCommand(job)
                    .retries(1)
                    .retryBackoff(BACKOFF)
                    .errorMessage("down")
                    .variables(Map.of("tried", 2))
                    .send()
                    .join();
        } else if (job.getRetries() == 1) {
            commands.newFailCommand(job)
                    .retries(0)
                    .errorMessage("no more")
                    .send()
                    .join();
        } else {
            commands.newCompleteCommand(job)
                    .variables(Map.of("paid", true))
                    .send()
                    .join();
        }
    }

    @Test
    void reportsTheStackTraceOfAHandlerThatThrows() {
        long key = jobs.create("throws", NOTHING_MORE);
        try (JobWorker worker = worker("throws", (commands, job) -> {
            if (job.getRetries() == 3) {
                throw new IllegalStateException("thrown by the handler");
            }
        })) {
            assertThat(worker.isOpen()).isTrue();
            await().atMost(JavaClients.PATIENCE)
                    .until(() -> jobs.get(key).get("attempt").intValue() == 2);
        }
        assertThat(job(key).getErrorMessage())
                .startsWith("java.lang.IllegalStateException: thrown by the handler")
                .contains("\tat ");
    }

    @Test
    void showsAThrownErrorThatNobodyCatches() {
        long key = jobs.create("error", "\"caughtErrors\":[]");
        ActivatedJob job = activate("error");
        client.newThrowErrorCommand(job)
                .errorCode("E1")
                .errorMessage("refused")
                .send()
                .join();

        assertThat(job(key).getState()).isEqualTo(JobState.ERROR_THROWN);
        assertThat(job(key).getErrorCode()).isEqualTo("E1");
        assertThat(incident(key, IncidentState.ACTIVE).getErrorType())
                .isEqualTo(IncidentErrorType.UNHANDLED_ERROR_EVENT);
    }

    @Test
    void prolongsALease() {
        jobs.create("long", NOTHING_MORE);
        ActivatedJob job = activate("long");
        client.newUpdateTimeoutCommand(job).timeout(Duration.ofHours(2)).send().join();

        assertThat(job(job.getKey()).getDeadline().toInstant().toEpochMilli())
                .isGreaterThan(job.getDeadline() + Duration.ofMinutes(30).toMillis());
    }

    @Test
    void saysWhyACommandIsRefused() {
        assertThatThrownBy(() -> client.newFailCommand(4711).retries(1).send().join())
                .isInstanceOfSatisfying(ProblemException.class, e -> {
                    assertThat(e.code()).isEqualTo(404);
                    assertThat(e.details().getTitle()).isEqualTo("NOT_FOUND");
                    assertThat(e.details().getDetail())
                            .isEqualTo("Command 'FAIL' rejected with code 'NOT_FOUND': Expected to fail job with"
                                    + " key '4711', but no such job was found");
                });
        long key = jobs.create("refused", NOTHING_MORE);
        client.newFailCommand(key).retries(0).send().join();
        assertThatThrownBy(() -> client.newFailCommand(key).retries(1).send().join())
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.code()).isEqualTo(409));
    }

    @Test
    void findsAHealthyCluster() {
        assertThat(client.newTopologyRequest().send().join().getBrokers()).isNotEmpty();
        assertThat(client.newStatusRequest().send().join().getStatus()).isEqualTo(StatusResponse.Status.UP);
    }

    private JobWorker worker(String type, JobHandler handler) {
        return client.newWorker().jobType(type).handler(handler).name("java").open();
    }

    private ActivatedJob activate(String type) {
        return client.newActivateJobsCommand()
                .jobType(type)
                .maxJobsToActivate(1)
                .timeout(Duration.ofHours(1))
                .requestTimeout(Duration.ofSeconds(10))
                .send()
                .join()
                .getJobs()
                .get(0);
    }

    private Job job(long key) {
        List<Job> found = client.newJobSearchRequest()
                .filter(filter -> filter.jobKey(key))
                .send()
                .join()
                .items();
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    /** The only incident of a job, once it is in this state. */
    private Incident incident(long jobKey, IncidentState state) {
        return await().atMost(JavaClients.PATIENCE)
                .until(
                        () -> client.newIncidentSearchRequest()
                                .filter(filter -> filter.jobKey(jobKey).state(state))
                                .send()
                                .join()
                                .items(),
                        items -> items.size() == 1)
                .get(0);
    }

    private void resolve(Incident incident) {
        client.newResolveIncidentCommand(incident.getIncidentKey()).send().join();
    }

    private static Attempt next(BlockingQueue<Attempt> attempts) throws InterruptedException {
        Attempt next = attempts.poll(JavaClients.PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(next).as("the next attempt").isNotNull();
        return java.util.Objects.requireNonNull(next);
    }
}
