package dev.reprise.bench.kafka;

import dev.reprise.bench.report.Spread;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** What the guard looks at: the engine's figure divided by the yardstick's, round by round. */
enum GuardFigure {
    // CPU time of the stream thread alone: what compilers, collectors and neighbours do meanwhile is not in it.
    CPU_FAIL_JOB("cpu.failJob", Outcome::plain, Round::streamThreadMicros),
    CPU_FAIL_JOB_WITH_BACKOFF("cpu.failJobWithBackOff", Outcome::backingOff, Round::streamThreadMicros),
    THROUGHPUT_FAIL_JOB("throughput.failJob", Outcome::plain, Round::perSecond),
    THROUGHPUT_FAIL_JOB_WITH_BACKOFF("throughput.failJobWithBackOff", Outcome::backingOff, Round::perSecond);

    private final String id;
    private final Function<Outcome, Rounds> engine;
    private final ToDoubleFunction<Round> figure;

    GuardFigure(String id, Function<Outcome, Rounds> engine, ToDoubleFunction<Round> figure) {
        this.id = id;
        this.engine = engine;
        this.figure = figure;
    }

    static Optional<GuardFigure> of(String id) {
        return Arrays.stream(values()).filter(one -> one.id.equals(id)).findFirst();
    }

    String id() {
        return id;
    }

    Spread in(Outcome outcome) {
        return engine.apply(outcome).ratio(outcome.bare(), figure);
    }
}
