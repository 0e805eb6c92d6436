package dev.reprise.bench.due;

import dev.reprise.bench.load.CommittedEvents;
import dev.reprise.bench.load.JobSet;
import dev.reprise.bench.load.Jobs;
import dev.reprise.bench.load.Pace;
import dev.reprise.bench.load.Pause;
import dev.reprise.bench.load.TimedFailures;
import dev.reprise.bench.process.ProgressLines;
import dev.reprise.bench.report.Latencies;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Many retries that come due at once, while commands go on. */
final class Burst {
    private static final int FAIL_PER_SECOND = 8_000;
    private static final int COMMANDS_PER_SECOND = 500;
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    /** What it has shown. */
    record Shown(int count, FiredRetries.Stretch retries, Latencies commands) {
        /** Retries fired a second, from when the first was due until the last was fired. */
        double perSecond() {
            FiredRetries.Extremes extremes = retries.extremes();
            return count * 1e3 / Math.max(1, extremes.lastFired() - extremes.firstDue());
        }
    }

    private final Jobs load;
    private final CommittedEvents events;
    private final JobSet jobs;
    private final JobSet others;

    /**
     * A burst.
     *
     * @param jobs whose retries come due at once
     * @param others which commands fail meanwhile
     */
    Burst(Jobs load, CommittedEvents events, JobSet jobs, JobSet others) {
        this.load = load;
        this.events = events;
        this.jobs = jobs;
        this.others = others;
    }

    Shown run() {
        FiredRetries retries = new FiredRetries();
        CompletableFuture<Long> all = events.after(FiredRetries.DUE, jobs.count());
        CompletableFuture<Long> failed = load.failed(jobs.count());
        long due = System.currentTimeMillis() + jobs.count() * 1_000L / FAIL_PER_SECOND + 3_000;
        Pace pace = new Pace(FAIL_PER_SECOND);
        for (int i = 0; i < jobs.count(); i++) {
            long unused = pace.await(i);
            load.fail(jobs.scattered(i), due - System.currentTimeMillis());
        }
        long unusedFailed = events.await(failed, PATIENCE);
        FiredRetries.Stretch stretch = retries.begin();
        Pause.until(due - 500);
        TimedFailures commands = new TimedFailures(load, others, events, retries);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        Latencies latencies =
                commands.whilst(() -> !all.isDone() && System.nanoTime() - deadline < 0, COMMANDS_PER_SECOND);
        long unusedAll = events.await(all, PATIENCE);
        FiredRetries.Extremes extremes = stretch.extremes();
        ProgressLines.say(
                "%,d due within %d ms: all fired after %d ms, seen after %d ms; %,d commands p50 %.0f ms, p99 %.0f ms",
                jobs.count(),
                extremes.lastDue() - extremes.firstDue(),
                extremes.lastFired() - extremes.firstDue(),
                extremes.lastSeen() - extremes.firstDue(),
                latencies.count(),
                latencies.percentile(50),
                latencies.percentile(99));
        return new Shown(jobs.count(), stretch, latencies);
    }
}
