package dev.reprise.faults.run;

import static dev.reprise.faults.check.Violation.Kind.EARLY_RETRY;
import static dev.reprise.faults.check.Violation.Kind.LOST_COMMAND;
import static dev.reprise.faults.check.Violation.Kind.SEQUENCE_DOUBLE;
import static dev.reprise.faults.check.Violation.Kind.SWALLOWED_REJECTION;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.faults.check.CheckReport;
import dev.reprise.faults.check.CheckSettings;
import dev.reprise.faults.check.HistoryCheck;
import dev.reprise.faults.check.KafkaEvents;
import dev.reprise.faults.check.Violation;
import dev.reprise.faults.load.Load;
import dev.reprise.faults.plant.PlantedBug;
import dev.reprise.faults.plant.TestSwitches;
import dev.reprise.node.Node;
import dev.reprise.node.config.ConfigSources;
import dev.reprise.node.config.Mode;
import dev.reprise.node.config.NodeConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A checker that finds nothing proves nothing: a bug of each class is planted in the engine of a real node, and must be found. */
class PlantedBugIT {
    private static final int COMMANDS = 3_000;
    private static final long SEED = 42;

    /** Leases and backoffs of the load last for 5 s at most. */
    private static final Duration REST = Duration.ofSeconds(8);

    @TempDir
    Path folder = Path.of("");

    @AfterEach
    void takeTheBugOut() {
        TestSwitches.plant(PlantedBug.NONE);
    }

    @Test
    void anEngineWithoutBugBreaksNoPromise() {
        assertThat(play(PlantedBug.NONE).violations()).isEmpty();
    }

    @Test
    void aLostCommandIsFound() {
        assertThat(kinds(play(PlantedBug.LOST_COMMAND))).contains(LOST_COMMAND);
    }

    @Test
    void aDoubledEventIsFound() {
        assertThat(kinds(play(PlantedBug.DOUBLED_EVENT))).contains(SEQUENCE_DOUBLE);
    }

    @Test
    void anEarlyRetryIsFound() {
        assertThat(kinds(play(PlantedBug.EARLY_RETRY))).contains(EARLY_RETRY);
    }

    @Test
    void aSwallowedRejectionIsFound() {
        assertThat(kinds(play(PlantedBug.SWALLOWED_REJECTION))).contains(SWALLOWED_REJECTION);
    }

    private static Set<Violation.Kind> kinds(CheckReport report) {
        return report.counts().keySet();
    }

    private CheckReport play(PlantedBug bug) {
        TestSwitches.plant(bug);
        NodeConfig config = NodeConfig.read(
                Mode.STANDALONE,
                new ConfigSources(
                        Map.of("http-port", "0", "kafka-port", "0", "data-dir", folder.toString(), "partitions", "2"),
                        Map.of("streams.processor.wrapper.class", TestSwitches.class.getName()),
                        Map.of(),
                        null));
        try (Node node = Node.start(config)) {
            node.awaitReady(Duration.ofSeconds(90));
            Load load = new Load(List.of(node.url()), node.bootstrapServers(), 6, 400, SEED);
            try (load) {
                Awaitility.await().atMost(Duration.ofMinutes(3)).until(() -> load.commands() >= COMMANDS);
            }
            load.check();
            rest();
            CheckSettings settings =
                    CheckSettings.endingAt(System.currentTimeMillis()).withGrace(Duration.ofSeconds(2));
            try (KafkaEvents log = new KafkaEvents(Map.of("bootstrap.servers", node.bootstrapServers()))) {
                CheckReport report = HistoryCheck.run(log, load.memories(), settings);
                System.out.println(bug + ": " + report.counts());
                return report;
            }
        }
    }

    /** Not a wait for something to happen, but for everything that may happen to have happened. */
    private static void rest() {
        long until = System.nanoTime() + REST.toNanos();
        while (System.nanoTime() < until) {
            LockSupport.parkNanos(until - System.nanoTime());
        }
    }
}
