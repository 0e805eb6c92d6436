package dev.reprise.bench.due;

import dev.reprise.bench.load.CommittedEvents;
import dev.reprise.bench.load.JobSet;
import dev.reprise.bench.load.Jobs;
import dev.reprise.bench.load.Pace;
import dev.reprise.bench.load.Pause;
import dev.reprise.bench.process.Child;
import dev.reprise.bench.process.ProgressLines;
import dev.reprise.bench.process.Usage;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Stretches of time in which retries come due at a steady rate. */
final class DueStretches {
    /** Jobs for so many seconds more than are measured. */
    static final int MARGIN_SECONDS = 4;

    private static final int SETTLE_SECONDS = 2;
    private static final int IDLE_SECONDS = 5;
    private static final long FAIL_PER_SECOND = 10_000;
    private static final long BACK_OFF = 2_000;
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    /**
     * What a stretch has shown.
     *
     * @param perSecond retries fired a second
     * @param busy share of one processor that the engine used
     * @param idle share of one processor that it uses with nothing to do
     */
    record Shown(FiredRetries.Stretch retries, double perSecond, double busy, double idle) {
        /** CPU time of the engine for each retry, beyond what it uses idle, in µs. */
        double micros() {
            return (busy - idle) * 1e6 / perSecond;
        }
    }

    private final Child engine;
    private final Jobs load;
    private final CommittedEvents events;
    private final JobSet jobs;
    private final int rate;
    private final int seconds;

    DueStretches(Child engine, Jobs load, CommittedEvents events, JobSet jobs, int rate, int seconds) {
        this.engine = engine;
        this.load = load;
        this.events = events;
        this.jobs = jobs;
        this.rate = rate;
        this.seconds = seconds;
    }

    /** Nothing but retries: all are set beforehand. */
    Shown alone() {
        double idle = idleShare();
        FiredRetries retries = new FiredRetries();
        events.listen(retries);
        CompletableFuture<Long> all = events.after(FiredRetries.DUE, jobs.count());
        CompletableFuture<Long> failed = load.failed(jobs.count());
        // They are set at a pace that the engine keeps up with, so that each comes due when it is meant to.
        long firstDue = System.currentTimeMillis() + jobs.count() * 1_000L / FAIL_PER_SECOND + 1_500;
        Pace pace = new Pace((int) FAIL_PER_SECOND);
        for (int i = 0; i < jobs.count(); i++) {
            long unused = pace.await(i);
            load.fail(jobs.scattered(i), firstDue + i * 1_000L / rate - System.currentTimeMillis());
        }
        long unusedFailed = events.await(failed, PATIENCE);
        Pause.until(firstDue + 1_000);
        long countBefore = events.count(FiredRetries.DUE);
        FiredRetries.Stretch stretch = retries.begin();
        Usage before = engine.usage();
        long start = System.nanoTime();
        Pause.seconds(seconds);
        Usage after = engine.usage();
        double elapsed = System.nanoTime() - start;
        long fired = events.count(FiredRetries.DUE) - countBefore;
        long unusedAll = events.await(all, PATIENCE);
        Shown shown = new Shown(stretch, fired * 1e9 / elapsed, (after.cpuNanos() - before.cpuNanos()) / elapsed, idle);
        say("alone", shown);
        return shown;
    }

    /** As many failures as retries at the same time: each failure comes due two seconds later. */
    Shown withFailures(double idle) {
        FiredRetries retries = new FiredRetries();
        events.listen(retries);
        int count = rate * seconds;
        CompletableFuture<Long> all = events.after(FiredRetries.DUE, count);
        FiredRetries.Stretch stretch = retries.begin();
        Usage before = engine.usage();
        long start = System.nanoTime();
        Pace pace = new Pace(rate);
        for (int i = 0; i < count; i++) {
            long unused = pace.await(i);
            load.fail(jobs.scattered(i), BACK_OFF);
        }
        long unusedAll = events.await(all, PATIENCE);
        double busy = (engine.usage().cpuNanos() - before.cpuNanos()) / (double) (System.nanoTime() - start);
        Shown shown = new Shown(stretch, rate, busy, idle);
        say("with failures", shown);
        return shown;
    }

    /** Share of one processor that the engine uses with nothing to do. */
    private double idleShare() {
        Pause.seconds(SETTLE_SECONDS);
        Usage before = engine.usage();
        long start = System.nanoTime();
        Pause.seconds(IDLE_SECONDS);
        return (engine.usage().cpuNanos() - before.cpuNanos()) / (double) (System.nanoTime() - start);
    }

    private static void say(String what, Shown shown) {
        FiredRetries.Stretch stretch = shown.retries();
        ProgressLines.say(
                "%s: %,.0f retries a second, %.0f %% of a processor (%.0f %% idle), late p50 %.0f ms, p99 %.0f ms, max %.0f ms; "
                        + "seen p99 %.0f ms",
                what,
                shown.perSecond(),
                shown.busy() * 100,
                shown.idle() * 100,
                stretch.fired().percentile(50),
                stretch.fired().percentile(99),
                stretch.fired().max(),
                stretch.seen().percentile(99));
    }
}
