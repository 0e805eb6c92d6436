package dev.reprise.bench.due;

import dev.reprise.bench.process.Usage;
import dev.reprise.bench.report.BenchResult;
import dev.reprise.bench.report.Latencies;
import dev.reprise.bench.report.TextTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tells what the stretches and the burst have shown. */
final class DueReport {
    private final BenchResult result;
    private final int rate;
    private final List<Map<String, Object>> stretches = new ArrayList<>();
    private final TextTable table = new TextTable(
            "retries waiting",
            "load",
            "late p50 ms",
            "p99",
            "max",
            "seen p50 ms",
            "p99",
            "engine CPU % (idle)",
            "µs a retry");

    DueReport(BenchResult result, int rate, int commitInterval) {
        this.result = result;
        this.rate = rate;
        result.figure("retriesPerSecond", rate);
        result.figure("commitIntervalMillis", commitInterval);
        result.figure("stretches", stretches);
    }

    void stretch(int pending, DueStretches.Shown alone, DueStretches.Shown withFailures) {
        row(pending, "%,d/s due".formatted(rate), alone);
        row(pending, "%,d/s due and as many FailJob/s".formatted(rate), withFailures);
    }

    private void row(int pending, String load, DueStretches.Shown shown) {
        Latencies fired = shown.retries().fired();
        Latencies seen = shown.retries().seen();
        table.row(
                "%,d".formatted(pending),
                load,
                "%.0f".formatted(fired.percentile(50)),
                "%.0f".formatted(fired.percentile(99)),
                "%.0f".formatted(fired.max()),
                "%.0f".formatted(seen.percentile(50)),
                "%.0f".formatted(seen.percentile(99)),
                "%.0f (%.0f)".formatted(shown.busy() * 100, shown.idle() * 100),
                "%.0f".formatted(shown.micros()));
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("pending", pending);
        figures.put("load", load);
        figures.put("fired", fired.figures());
        figures.put("seen", seen.figures());
        figures.put("engineMicrosPerRetry", shown.micros());
        figures.put("shareOfProcessor", shown.busy());
        figures.put("shareOfProcessorIdle", shown.idle());
        stretches.add(figures);
    }

    void burst(int pending, Burst.Shown shown) {
        FiredRetries.Extremes extremes = shown.retries().extremes();
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("pending", pending);
        figures.put("count", shown.count());
        figures.put("dueWithinMillis", extremes.lastDue() - extremes.firstDue());
        figures.put("firstFiredAfterMillis", extremes.firstFired() - extremes.firstDue());
        figures.put("lastFiredAfterMillis", extremes.lastFired() - extremes.firstDue());
        figures.put("lastSeenAfterMillis", extremes.lastSeen() - extremes.firstDue());
        figures.put("drainedPerSecond", shown.perSecond());
        figures.put("commands", shown.commands().figures());
        result.figure("burst", figures);
        table.row(
                "%,d".formatted(pending),
                "%,d due at once and 500 FailJob/s".formatted(shown.count()),
                "%.0f".formatted(shown.retries().fired().percentile(50)),
                "%.0f".formatted(shown.retries().fired().percentile(99)),
                "%.0f".formatted(shown.retries().fired().max()),
                "%.0f".formatted(shown.retries().seen().percentile(50)),
                "%.0f".formatted(shown.retries().seen().percentile(99)),
                "",
                "");
        result.text(
                ("%,d due at once (within %d ms): the first fired after %d ms, the last after %d ms, seen committed after "
                                + "%d ms: %,.0f a second; %,d commands until then p50 %.0f ms, p99 %.0f ms, max %.0f ms")
                        .formatted(
                                shown.count(),
                                extremes.lastDue() - extremes.firstDue(),
                                extremes.firstFired() - extremes.firstDue(),
                                extremes.lastFired() - extremes.firstDue(),
                                extremes.lastSeen() - extremes.firstDue(),
                                shown.perSecond(),
                                shown.commands().count(),
                                shown.commands().percentile(50),
                                shown.commands().percentile(99),
                                shown.commands().max()));
    }

    void memory(Usage usage) {
        result.figure(
                "engineMemory",
                Map.of("heapMax", usage.heapMax(), "heapLive", usage.heapUsed(), "resident", usage.resident()));
        result.text(table.toString());
        result.text("Engine: heap %d MiB live of at most %d MiB, %d MiB resident at most"
                .formatted(usage.heapUsed() >> 20, usage.heapMax() >> 20, usage.resident() >> 20));
    }
}
