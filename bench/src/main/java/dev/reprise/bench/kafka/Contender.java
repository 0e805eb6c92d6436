package dev.reprise.bench.kafka;

import dev.reprise.bench.load.CommittedEvents;
import dev.reprise.bench.process.Child;
import dev.reprise.bench.process.Usage;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * A topology that is measured: paused while its input piles up in Kafka, so that making the input costs nothing of the measurement,
 * then let go.
 */
final class Contender {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Child process;
    private final Child broker;
    private final CommittedEvents output;

    Contender(Child process, Child broker, CommittedEvents output) {
        this.process = process;
        this.broker = broker;
        this.output = output;
    }

    /**
     * Measures one round.
     *
     * @param records how many
     * @param schemaId which records of the output count, one for each record of the input
     * @param input puts the input into Kafka
     */
    Round round(int records, int schemaId, Runnable input) {
        String unusedPause = process.ask("pause");
        CompletableFuture<Long> done = output.after(schemaId, records);
        input.run();
        long brokerBefore = broker.usage().cpuNanos();
        Usage before = process.usage();
        long start = System.nanoTime();
        String unusedResume = process.ask("resume");
        long end = output.await(done, PATIENCE);
        Usage after = process.usage();
        long brokerAfter = broker.usage().cpuNanos();
        return new Round(records, (end - start) / 1e9, before, after, brokerAfter - brokerBefore);
    }

    Usage usageWithoutGarbage() {
        return process.usageWithoutGarbage();
    }
}
