package dev.reprise.bench.overload;

import dev.reprise.bench.report.BenchResult;
import dev.reprise.bench.report.Latencies;
import dev.reprise.bench.report.TextTable;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** What an overload has shown, for people and as figures. */
final class Findings {
    private static final double RECOVERED = 2;
    private static final double LEAST_MILLIS = 50;
    private static final Duration SETTLE_WITHIN = Duration.ofSeconds(30);

    private final BenchResult result;

    Findings(BenchResult result) {
        this.result = result;
    }

    void capacity(double perSecond, int callers) {
        result.figure("capacity", perSecond);
        result.text(
                "It can bear %,.0f requests a second (%d callers, one request after another, 4 failures to 1 creation)."
                        .formatted(perSecond, callers));
    }

    void stretch(String name, Tally tally, int seconds) {
        result.figure(name, tally.figures());
        Latencies accepted = tally.latencies();
        result.text(new TextTable(
                        name,
                        "offered/s",
                        "accepted/s",
                        "503/429",
                        "504",
                        "other",
                        "p50 ms",
                        "p99",
                        "max",
                        "p99 of refusals")
                .row(
                        "",
                        "%,.0f".formatted(tally.offered() / (double) seconds),
                        "%,.0f".formatted(tally.accepted() / (double) seconds),
                        "%,d".formatted(tally.of(503) + tally.of(429)),
                        "%,d".formatted(tally.of(504)),
                        "%,d".formatted(tally.other()),
                        "%.1f".formatted(accepted.percentile(50)),
                        "%.0f".formatted(accepted.percentile(99)),
                        "%.0f".formatted(accepted.max()),
                        "%.0f".formatted(tally.refusals().percentile(99)))
                .toString());
        result.text("Accepted of reports %.1f %%, of creations %.1f %%."
                .formatted(tally.share(Load.REPORT) * 100, tally.share(Load.CREATION) * 100));
    }

    void recovery(Tally before, Tally after, int seconds) {
        double bound = Math.max(LEAST_MILLIS, before.latencies().percentile(99) * RECOVERED);
        int until = after.secondsUntil(bound, seconds);
        result.figure("secondsToRecover", until);
        result.text("Recovered (nothing refused, p99 of a second within %.0f ms): after %s."
                .formatted(bound, until < 0 ? "more than " + seconds + " s" : until + " s"));
    }

    void memory(Gauges gauges, double calm, double from, double to) {
        List<Gauges.Sample> during = gauges.between(from, to);
        result.figure(
                "samples",
                gauges.between(calm, Double.MAX_VALUE).stream()
                        .map(Gauges.Sample::figures)
                        .toList());
        double third = (to - from) / 3;
        result.text(
                "Resident before %d MiB, in the first third of the overload at most %d, in the last %d; heap at most %d and %d MiB."
                        .formatted(
                                most(gauges.between(calm, from), true),
                                most(gauges.between(from, from + third), true),
                                most(gauges.between(to - third, to), true),
                                most(gauges.between(from, from + third), false),
                                most(gauges.between(to - third, to), false)));
        long unanswered =
                during.stream().filter(sample -> sample.healthMillis() < 0).count();
        result.figure("healthUnanswered", unanswered);
        result.text("/health/live was asked %d times in the overload: at most %d ms, %d times no answer within 5 s."
                .formatted(
                        during.size(),
                        during.stream()
                                .mapToLong(Gauges.Sample::healthMillis)
                                .max()
                                .orElse(-1),
                        unanswered));
    }

    private static long most(List<Gauges.Sample> samples, boolean resident) {
        return samples.stream()
                .mapToLong(sample -> resident ? sample.resident() : sample.heap())
                .max()
                .orElse(-1);
    }

    /** Waits until nothing is under way any more, and says what is left. */
    void afterwards(Gauges gauges) {
        long deadline = System.nanoTime() + SETTLE_WITHIN.toNanos();
        while (gauges.gauge("reprise_gateway_in_flight") > 0 && System.nanoTime() < deadline) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }
        double inFlight = gauges.gauge("reprise_gateway_in_flight");
        result.figure("inFlightAfterwards", inFlight);
        result.text("Afterwards: %.0f commands in flight, %d threads."
                .formatted(inFlight, gauges.sample().threads()));
    }

    /** Whether what clients were told is what has happened. */
    boolean promises(Committed committed, Load load) {
        long lost = committed.lostOrTwice(load);
        long happened = committed.happenedThoughRefused(load);
        long twice = committed.twice();
        result.figure("acceptedButNotOnce", lost);
        result.figure("refusedButHappened", happened);
        result.figure("happenedTwice", twice);
        result.text("Of %,d accepted %d are not exactly once in job-events; of %,d refused %d are; %d are there twice."
                .formatted(load.accepted().cardinality(), lost, load.refused().cardinality(), happened, twice));
        return lost == 0 && happened == 0 && twice == 0;
    }
}
