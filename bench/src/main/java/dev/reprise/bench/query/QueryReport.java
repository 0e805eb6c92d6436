package dev.reprise.bench.query;

import dev.reprise.bench.process.ProgressLines;
import dev.reprise.bench.report.BenchResult;
import dev.reprise.bench.report.Latencies;
import dev.reprise.bench.report.Spread;
import dev.reprise.bench.report.TextTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tells what reads and commands have shown. */
final class QueryReport {
    private final BenchResult result;
    private final List<Map<String, Object>> runs = new ArrayList<>();
    private final Map<String, List<Reads>> byLoad = new LinkedHashMap<>();
    private final TextTable table = new TextTable(
            "GET /v1/jobs/{key}",
            "reads/s",
            "p50 ms",
            "p99",
            "max",
            "not 200",
            "commands p50 ms",
            "p99",
            "node CPU %",
            "µs a read");

    QueryReport(BenchResult result) {
        this.result = result;
    }

    /**
     * One stretch of time.
     *
     * @param without share of a processor that the node uses with commands alone
     * @param commands how long commands took meanwhile
     */
    void stretch(String load, Reads reads, double without, Latencies commands) {
        byLoad.computeIfAbsent(load, any -> new ArrayList<>()).add(reads);
        Latencies answered = reads.answered();
        table.row(
                load,
                "%,.0f".formatted(reads.perSecond()),
                "%.1f".formatted(answered.percentile(50)),
                "%.1f".formatted(answered.percentile(99)),
                "%.1f".formatted(answered.max()),
                "%,d".formatted(reads.failed()),
                "%.1f".formatted(commands.percentile(50)),
                "%.1f".formatted(commands.percentile(99)),
                "%.0f".formatted(reads.busy() * 100),
                answered.count() == 0 || reads.micros(without) < 0 ? "" : "%.0f".formatted(reads.micros(without)));
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("load", load);
        figures.put("reads", reads.figures(without));
        figures.put("commands", commands.figures());
        runs.add(figures);
        ProgressLines.say(
                "%s: %,.0f reads a second, p99 %.1f ms, %,d failed; commands p99 %.1f ms",
                load, reads.perSecond(), answered.percentile(99), reads.failed(), commands.percentile(99));
    }

    void end(int jobs, int commands) {
        result.figure("jobs", jobs);
        result.figure("commandsPerSecond", commands);
        result.figure("runs", runs);
        result.text("%,d jobs in a standalone node with 1 partition, FailJob over Kafka at %,d/s all the time"
                .formatted(jobs, commands));
        result.text(table.toString());
        byLoad.forEach((load, all) -> {
            if (all.get(0).answered().count() > 0) {
                result.text("%s: %s reads a second, p99 %s ms; medians of %d (range)"
                        .formatted(
                                load,
                                spread(all.stream().map(Reads::perSecond).toList(), "%,.0f"),
                                spread(
                                        all.stream()
                                                .map(reads -> reads.answered().percentile(99))
                                                .toList(),
                                        "%.1f"),
                                all.size()));
            }
        });
    }

    private static String spread(List<Double> figures, String format) {
        return new Spread(figures).text(format);
    }
}
