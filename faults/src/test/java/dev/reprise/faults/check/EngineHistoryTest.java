package dev.reprise.faults.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.faults.memory.ClockDoubt;
import dev.reprise.faults.memory.Memories;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The checker's rules, written from the contracts, and the engine's agree: random commands to the engine give no violation. */
class EngineHistoryTest {
    private static final int STEPS = 4000;

    static LongStream seeds() {
        Long given = Long.getLong("reprise.seed");
        return given == null ? LongStream.generate(System::nanoTime).limit(15) : LongStream.of(given);
    }

    @ParameterizedTest(name = "reprise.seed={0}")
    @MethodSource("seeds")
    void theEngineKeepsTheRules(long seed) {
        RandomEngine engine = new RandomEngine(seed);
        for (int step = 0; step < STEPS; step++) {
            engine.step();
        }
        Memories memories = engine.memories();
        CheckReport report = HistoryCheck.run(
                engine.log(), memories, CheckSettings.endingAt(engine.now()).withLocks());
        assertThat(report.violations()).as("seed %d", seed).isEmpty();
        assertThat(report.figures().commands().keySet()).contains("HTTP ACCEPTED", "HTTP REJECTED", "HTTP UNKNOWN");
        assertThat(report.figures().repeatedRejections()).isPositive();
        assertThat(report.figures().lateness().retries()).isPositive();
        assertThat(report.figures().timeouts()).isPositive();
    }

    /** Clocks that step back make times useless as an order; the log is held to the rules all the same. */
    @ParameterizedTest(name = "reprise.seed={0}")
    @MethodSource("seeds")
    void theEngineKeepsTheRulesWhileClocksStepBack(long seed) {
        RandomEngine engine = new RandomEngine(seed);
        for (int step = 0; step < STEPS; step++) {
            engine.step();
            if (step % 100 == 99) {
                engine.clockBack();
            }
        }
        ClockDoubt doubt = new ClockDoubt();
        doubt.during(0, Long.MAX_VALUE);
        CheckReport report = HistoryCheck.run(
                engine.log(),
                engine.memories(),
                CheckSettings.endingAt(engine.now()).withLocks().withDoubt(doubt));
        assertThat(report.violations()).as("seed %d", seed).isEmpty();
    }
}
