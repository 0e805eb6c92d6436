package dev.reprise.node.camunda7;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.reprise.node.Node;
import dev.reprise.node.support.Standalone;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.camunda.bpm.client.ExternalTaskClient;
import org.camunda.bpm.client.exception.RestException;
import org.camunda.bpm.client.task.ExternalTask;
import org.camunda.bpm.client.task.ExternalTaskService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Several of the vendor's workers on several topics, with failures and locks that run out: nothing is held twice, nothing is lost. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class SwarmIT {
    private static final List<String> TOPICS = List.of("swarm-a", "swarm-b", "swarm-c");
    private static final int TASKS = 150;
    private static final int WORKERS = 4;
    private static final long LOCK_MS = 1_500;

    private final Set<String> completed = ConcurrentHashMap.newKeySet();
    private final Map<String, Queue<Held>> held = new ConcurrentHashMap<>();
    private final Queue<String> violations = new ConcurrentLinkedQueue<>();
    /** A worker had a task, by the clock of this machine. */
    private record Held(long from, long until) {}

    private final long seed = Long.getLong("reprise.seed", System.nanoTime());

    private Node node;
    private EngineRest rest;

    @BeforeAll
    void start(@TempDir Path folder) {
        node = Standalone.start(folder);
        rest = new EngineRest(node.url());
    }

    @AfterAll
    void stop() {
        node.close();
    }

    @Test
    void holdsNothingTwiceAndLosesNothing() {
        Random random = new Random(seed);
        for (int i = 0; i < TASKS; i++) {
            rest.create("{'type':'" + TOPICS.get(random.nextInt(TOPICS.size())) + "'}");
        }
        List<ExternalTaskClient> workers = new ArrayList<>();
        try {
            for (int i = 0; i < WORKERS; i++) {
                workers.add(worker("w" + i, new Random(seed + i)));
            }
            await().atMost(Duration.ofSeconds(180))
                    .untilAsserted(
                            () -> assertThat(completed).as("seed %d", seed).hasSize(TASKS));
        } finally {
            workers.forEach(ExternalTaskClient::stop);
        }
        assertThat(violations).as("seed %d", seed).isEmpty();
        held.forEach(this::checkThatNoneOverlap);
        assertThat(rest.get("/external-task/count").get("count").intValue()).isZero();
        assertThat(rest.get("/incident/count").get("count").intValue()).isZero();
    }

    private void checkThatNoneOverlap(String task, Queue<Held> times) {
        List<Held> sorted = new ArrayList<>(times);
        sorted.sort(Comparator.comparingLong(Held::from));
        for (int i = 1; i < sorted.size(); i++) {
            assertThat(sorted.get(i).from())
                    .as("task %s, seed %d: %s", task, seed, sorted)
                    .isGreaterThanOrEqualTo(sorted.get(i - 1).until());
        }
    }

    private ExternalTaskClient worker(String name, Random random) {
        ExternalTaskClient client = ExternalTaskClient.create()
                .baseUrl(node.url() + "/engine-rest")
                .workerId(name)
                .maxTasks(3)
                .asyncResponseTimeout(2_000)
                .disableBackoffStrategy()
                .lockDuration(LOCK_MS)
                .build();
        for (String topic : TOPICS) {
            client.subscribe(topic)
                    .handler((task, service) -> handle(task, service, random))
                    .open();
        }
        return client;
    }

    private void handle(ExternalTask task, ExternalTaskService service, Random random) {
        long until = task.getLockExpirationTime().getTime();
        int dice = random.nextInt(10);
        long gaveUp = dice < 9 ? Math.min(until, System.currentTimeMillis()) : until;
        held.computeIfAbsent(task.getId(), id -> new ConcurrentLinkedQueue<>()).add(new Held(until - LOCK_MS, gaveUp));
        try {
            if (dice < 6) {
                service.complete(task);
                if (!completed.add(task.getId())) {
                    violations.add("task " + task.getId() + " was completed twice");
                }
            } else if (dice < 9) {
                service.handleFailure(task, "bad luck", "dice " + dice, 3, random.nextInt(200));
            } // else the lock runs out
        } catch (RestException e) {
            // another worker has it since this one's lock ran out: that is what locks are for
        }
    }
}
