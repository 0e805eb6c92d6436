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
    private final CommittedEvents output;
    private final Footprint.Place place;

    Contender(Child process, CommittedEvents output, Footprint.Place place) {
        this.process = process;
        this.output = output;
        this.place = place;
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
        Footprint small = place.now();
        input.run();
        long brokerBefore = place.broker().usage().cpuNanos();
        Usage before = process.usage();
        long start = System.nanoTime();
        String unusedResume = process.ask("resume");
        long end = output.await(done, PATIENCE);
        Usage after = process.usage();
        long brokerAfter = place.broker().usage().cpuNanos();
        return new Round(
                records,
                (end - start) / 1e9,
                before,
                after,
                brokerAfter - brokerBefore,
                place.now().since(small));
    }

    Usage usageWithoutGarbage() {
        return process.usageWithoutGarbage();
    }

    Footprint footprint() {
        return place.now();
    }
}
