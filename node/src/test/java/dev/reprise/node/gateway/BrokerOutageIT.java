package dev.reprise.node.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.reprise.event.JobFailed;
import dev.reprise.node.Node;
import dev.reprise.node.broker.EmbeddedBroker;
import dev.reprise.node.config.ConfigSources;
import dev.reprise.node.config.Mode;
import dev.reprise.node.config.NodeConfig;
import dev.reprise.node.gateway.Http.Answer;
import dev.reprise.node.support.Records;
import dev.reprise.node.topics.TopicSetup;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node whose broker stops and comes back. */
class BrokerOutageIT {
    private static final int CALLERS = 8;

    /** One command: its id, which is also its Idempotency-Key, and what its sender was told. */
    private record Told(String commandId, String jobKey, int status) {}

    @Test
    void tellsTheTruthWhileTheBrokerIsAwayAndGoesOnWhenItIsBack(@TempDir Path folder) throws Exception {
        EmbeddedBroker broker = broker(folder, 0);
        int port = broker.port();
        createTopics(broker);
        try (Node node = node(broker, folder)) {
            Http http = new Http(node.url());
            Queue<Told> told = new ConcurrentLinkedQueue<>();
            AtomicBoolean over = new AtomicBoolean();
            ExecutorService threads = Executors.newFixedThreadPool(CALLERS);
            List<Future<?>> callers = new ArrayList<>();
            for (int i = 0; i < CALLERS; i++) {
                callers.add(threads.submit(() -> report(http, http.create("outage"), told, over)));
            }
            await().until(() -> count(told, 200) > 50);

            broker.close();
            await().atMost(Duration.ofSeconds(30)).until(() -> count(told, 503) > 20);
            long before = count(told, 200);
            EmbeddedBroker back = broker(folder, port);
            try {
                await().atMost(Duration.ofSeconds(90)).until(() -> count(told, 200) > before + 50);
                over.set(true);
                for (Future<?> caller : callers) {
                    caller.get();
                }
                threads.shutdown();
                check(told, http, back);
                assertThat(http.poll("outage", "w", CALLERS, 10_000)
                                .join()
                                .expect(200)
                                .get("jobs"))
                        .isNotEmpty();
            } finally {
                node.close();
                back.close();
            }
        }
    }

    private static void report(Http http, String key, Queue<Told> told, AtomicBoolean over) {
        for (int i = 0; !over.get(); i++) {
            String id = "report-" + key + "-" + i;
            Answer answer = http.post("/v1/jobs/" + key + "/failure", "{'retries':1}", "Idempotency-Key", id);
            told.add(new Told(id, key, answer.status()));
        }
    }

    private static void check(Queue<Told> told, Http http, EmbeddedBroker broker) {
        Map<Integer, Long> statuses =
                told.stream().collect(Collectors.groupingBy(Told::status, TreeMap::new, Collectors.counting()));
        System.out.println("What " + CALLERS + " callers were told while the broker was away and back: " + statuses);
        assertThat(statuses.keySet()).isSubsetOf(200, 503, 504);
        Records records = new Records(broker.bootstrapServers());
        told.stream().collect(Collectors.groupingBy(Told::jobKey)).forEach((key, ofJob) -> {
            List<String> happened = failures(records, key);
            assertThat(happened).as("commands that happened").doesNotHaveDuplicates();
            ofJob.forEach(each -> {
                if (each.status() == 200) {
                    assertThat(happened).contains(each.commandId());
                } else if (each.status() == 503) {
                    assertThat(happened).doesNotContain(each.commandId());
                }
            });
            ofJob.stream().filter(each -> each.status() == 504).forEach(each -> {
                String path = "/v1/jobs/" + key + "/failure";
                http.post(path, "{'retries':1}", "Idempotency-Key", each.commandId())
                        .expect(200);
            });
        });
    }

    private static List<String> failures(Records records, String key) {
        return records.events(Long.parseLong(key)).stream()
                .filter(JobFailed.class::isInstance)
                .map(event -> String.valueOf(((JobFailed) event).getCommandId()))
                .toList();
    }

    private static long count(Queue<Told> told, int status) {
        return told.stream().filter(each -> each.status() == status).count();
    }

    private static EmbeddedBroker broker(Path folder, int port) {
        return EmbeddedBroker.start(folder.resolve("kafka"), port, fault -> {});
    }

    private static void createTopics(EmbeddedBroker broker) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            new TopicSetup(admin).create(1, 1);
        }
    }

    private static Node node(EmbeddedBroker broker, Path folder) {
        Node node = Node.start(NodeConfig.read(
                Mode.CLUSTER,
                ConfigSources.ofFlags(Map.of(
                        "bootstrap-servers",
                        broker.bootstrapServers(),
                        "http-port",
                        "0",
                        "data-dir",
                        folder.resolve("node").toString()))));
        node.awaitReady(Duration.ofSeconds(90));
        return node;
    }
}
