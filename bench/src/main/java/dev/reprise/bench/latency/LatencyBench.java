package dev.reprise.bench.latency;

import dev.reprise.bench.RunOptions;
import dev.reprise.bench.load.CommittedEvents;
import dev.reprise.bench.load.JobSet;
import dev.reprise.bench.load.Jobs;
import dev.reprise.bench.load.Sender;
import dev.reprise.bench.load.TimedFailures;
import dev.reprise.bench.process.Child;
import dev.reprise.bench.process.ProgressLines;
import dev.reprise.bench.process.Rig;
import dev.reprise.bench.process.Usage;
import dev.reprise.bench.report.BenchResult;
import dev.reprise.bench.report.Latencies;
import dev.reprise.bench.report.TextTable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bench latency}: from the moment at which a command was meant to be sent until its event is seen committed. */
@Command(
        name = "latency",
        description = "Time from FailJob to its committed event, at steady rates that wait for nothing (open loop).",
        mixinStandardHelpOptions = true)
public final class LatencyBench implements Callable<Integer> {
    private static final int WARM_UP_SECONDS = 15;

    @Option(names = "--jobs", defaultValue = "100000", description = "Jobs stored (default: ${DEFAULT-VALUE}).")
    private int jobs;

    @Option(
            names = "--rates",
            split = ",",
            defaultValue = "500,5000",
            description = "Commands a second (default: ${DEFAULT-VALUE}).")
    private List<Integer> rates = List.of();

    @Option(
            names = "--commit-intervals",
            split = ",",
            defaultValue = "10",
            description = "Milliseconds between commits (default: ${DEFAULT-VALUE}).")
    private List<Integer> commitIntervals = List.of();

    @Option(names = "--seconds", defaultValue = "20", description = "Length of each run (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Mixin
    private RunOptions options = new RunOptions();

    @Override
    public Integer call() {
        BenchResult result = new BenchResult("latency");
        TextTable table = new TextTable(
                "commit interval ms", "commands/s", "p50 ms", "p90", "p99", "p99.9", "max", "engine CPU µs a command");
        List<Map<String, Object>> runs = new ArrayList<>();
        try (Rig rig = Rig.withBroker(options.limit());
                Sender sender = new Sender(rig.bootstrapServers(), Duration.ZERO);
                CommittedEvents events = CommittedEvents.ofEngine(rig.bootstrapServers())) {
            JobSet set = new JobSet(0, jobs);
            Jobs load = new Jobs(sender, events);
            boolean created = false;
            for (int interval : commitIntervals) {
                try (Child engine = rig.engine(Duration.ofMillis(interval), options.engineJvm())) {
                    if (!created) {
                        load.create(set);
                        created = true;
                    }
                    for (int rate : rates) {
                        runs.add(measure(engine, new TimedFailures(load, set, events), interval, rate, table));
                    }
                }
            }
        }
        result.figure("jobs", jobs);
        result.figure("runs", runs);
        result.text("%,d jobs stored, FailJob to its event as a read-committed consumer sees it".formatted(jobs));
        result.text(table.toString());
        result.publish(options.json());
        return 0;
    }

    private Map<String, Object> measure(Child engine, TimedFailures failures, int interval, int rate, TextTable table) {
        Latencies unused = failures.run(rate, WARM_UP_SECONDS);
        Usage before = engine.usage();
        Latencies measured = failures.run(rate, seconds);
        double micros = (engine.usage().cpuNanos() - before.cpuNanos()) / 1e3 / measured.count();
        ProgressLines.say(
                "commit interval %d ms, %,d/s: p50 %.1f ms, p99 %.1f ms",
                interval, rate, measured.percentile(50), measured.percentile(99));
        table.row(
                Integer.toString(interval),
                "%,d".formatted(rate),
                "%.1f".formatted(measured.percentile(50)),
                "%.1f".formatted(measured.percentile(90)),
                "%.1f".formatted(measured.percentile(99)),
                "%.1f".formatted(measured.percentile(99.9)),
                "%.1f".formatted(measured.max()),
                "%.0f".formatted(micros));
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("commitIntervalMillis", interval);
        figures.put("commandsPerSecond", rate);
        figures.put("engineMicrosPerCommand", micros);
        figures.put("latency", measured.figures());
        return figures;
    }
}
