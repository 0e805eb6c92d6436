package dev.reprise.node.camunda8.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reprise.node.Node;
import dev.reprise.node.support.JsProgram;
import dev.reprise.node.support.Standalone;
import io.camunda.client.CamundaClient;
import io.camunda.client.api.response.ActivatedJob;
import io.camunda.client.api.worker.JobClient;
import io.camunda.client.api.worker.JobWorker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Workers of Camunda's clients on one node: thousands of jobs in Java, a loop in JavaScript, and one that idles all the time. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@SuppressWarnings("NullAway.Init")
class WorkersIT {
    private static final int WORKERS = 4;
    private static final int JOBS = WORKERS * 2_000;
    private static final int THREADS = 8;
    private static final long LONGEST_SECONDS = 600;

    private Node node;
    private NativeJobs jobs;
    private @Nullable JsProgram idle;

    @BeforeAll
    void start(@TempDir Path folder) {
        node = Standalone.start(folder);
        jobs = new NativeJobs(node.url());
        idle = JsProgram.available() ? idle() : null;
    }

    @AfterAll
    void stop() {
        if (idle != null) {
            idle.close();
        }
        node.close();
    }

    private JsProgram idle() {
        return JsProgram.start("camunda8-idle.mjs", node.url(), "30");
    }

    @Test
    void leadJobsThroughFailuresAndIncidentsToTheirEnds() {
        long life = jobs.create("js-life", "\"variables\":{\"order\":\"o-1\"}");
        long error = jobs.create("js-error", "\"caughtErrors\":[]");
        try (JsProgram loop =
                JsProgram.start("camunda8-loop.mjs", node.url(), Long.toString(life), Long.toString(error))) {
            assertThat(loop.expectSuccess()).endsWith("all as it should be");
        }
        JsonNode ended = jobs.get(life);
        assertThat(ended.get("state").textValue()).isEqualTo("COMPLETED");
        assertThat(ended.get("attempt").intValue()).isEqualTo(4);
        assertThat(jobs.get(error).get("state").textValue()).isEqualTo("INCIDENT");
    }

    /** Beside all the others, so that nobody waits for its 30 s. */
    @Test
    @Order(Integer.MAX_VALUE)
    void askSeldomWhenIdle() {
        try (JsProgram program = idle == null ? idle() : idle) {
            program.expectSuccess();
            String requests = program.awaitLine("requests ").substring("requests ".length());
            assertThat(Integer.parseInt(requests)).isBetween(1, 9);
        }
    }

    @Test
    void leaveEachJobInTheStateThatItsReportsImplyAndNeverHoldOneTogether() throws Exception {
        long seed = Long.getLong("reprise.seed", new SplittableRandom().nextLong());
        System.out.println("Reports are drawn with -Dreprise.seed=" + seed);
        Ledger ledger = new Ledger(seed, JobsAtOnce.create(node.bootstrapServers(), "random", JOBS));
        long began = System.nanoTime();
        List<CamundaClient> clients = new ArrayList<>();
        try {
            for (int i = 1; i <= WORKERS; i++) {
                CamundaClient client = JavaClients.at(node.url(), THREADS);
                clients.add(client);
                assertThat(worker(client, "w" + i, ledger).isOpen()).isTrue();
            }
            assertThat(ledger.awaitLastReports(LONGEST_SECONDS))
                    .as("%d jobs are still open; mistakes: %s", ledger.open(), ledger.mistakes())
                    .isTrue();
            long ended = System.nanoTime();
            await().atMost(JavaClients.PATIENCE).until(() -> open("ACTIVATED") + open("BACKING_OFF") == 0);
            System.out.printf("%d jobs worked off by %d workers in %.1f s%n", JOBS, WORKERS, (ended - began) / 1e9);
        } finally {
            // Each closes its workers and then waits for its connections, 5 s long.
            clients.parallelStream().forEach(CamundaClient::close);
        }

        assertThat(ledger.mistakes()).isEmpty();
        List<JsonNode> all = jobs.all("random");
        assertThat(all).hasSize(JOBS);
        for (JsonNode job : all) {
            assertAsReported(job, ledger.entries());
        }
        // What a read shows can be some milliseconds from being committed.
        await().atMost(JavaClients.PATIENCE).untilAsserted(() -> {
            History history = History.read(node.bootstrapServers());
            ledger.entries().forEach((key, entry) -> history.assertTells(key, entry.reports()));
        });
    }

    private long open(String state) {
        return jobs.all("random&state=" + state).size();
    }

    private static JobWorker worker(CamundaClient client, String name, Ledger ledger) {
        return client.newWorker()
                .jobType("random")
                .handler((commands, job) -> work(commands, job, name, ledger))
                .name(name)
                .maxJobsActive(64)
                .timeout(Duration.ofHours(1))
                .open();
    }

    private static void work(JobClient commands, ActivatedJob job, String worker, Ledger ledger) {
        Report report = ledger.given(job.getKey(), worker, job.getRetries());
        ledger.reports(job.getKey(), report);
        if (report.kind() == Report.Kind.LETS_AN_EXCEPTION_OUT) {
            throw new IllegalStateException("by lot");
        }
        try {
            send(commands, job, report);
        } catch (RuntimeException e) {
            throw ledger.mistake("Job %d: %s was refused: %s".formatted(job.getKey(), report, e));
        }
    }

    private static void send(JobClient commands, ActivatedJob job, Report report) {
        switch (report.kind()) {
            case COMPLETES -> commands.newCompleteCommand(job).send().join();
            case FAILS ->
                commands.newFailCommand(job)
                        .retries(report.retries())
                        .retryBackoff(Duration.ofMillis(report.backOff()))
                        .errorMessage("by lot")
                        .send()
                        .join();
            case THROWS_AN_ERROR ->
                commands.newThrowErrorCommand(job).errorCode("BY_LOT").send().join();
            case LETS_AN_EXCEPTION_OUT -> throw new AssertionError(report);
        }
    }

    private static void assertAsReported(JsonNode job, Map<Long, Ledger.Entry> entries) {
        long key = Long.parseLong(job.get("jobKey").textValue());
        List<Report> reports = Objects.requireNonNull(entries.get(key)).reports();
        Report last = reports.get(reports.size() - 1);
        assertThat(job.get("state").textValue()).as("%s after %s", job, reports).isEqualTo(last.state());
        assertThat(job.get("attempt").intValue())
                .as("%s after %s", job, reports)
                .isEqualTo(reports.size());
        assertThat(job.get("retries").intValue())
                .as("%s after %s", job, reports)
                .isEqualTo(last.retries());
    }
}
