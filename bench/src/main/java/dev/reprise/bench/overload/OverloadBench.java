package dev.reprise.bench.overload;

import dev.reprise.bench.RunOptions;
import dev.reprise.bench.load.Capacity;
import dev.reprise.bench.load.HttpJobs;
import dev.reprise.bench.load.JobSet;
import dev.reprise.bench.load.OpenLoop;
import dev.reprise.bench.process.Child;
import dev.reprise.bench.process.NodeAddress;
import dev.reprise.bench.process.ProgressLines;
import dev.reprise.bench.process.Rig;
import dev.reprise.bench.report.BenchResult;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bench overload}: more than a standalone node can bear, over HTTP. */
@Command(
        name = "overload",
        description =
                "Finds out how much a standalone node can bear over HTTP, offers a multiple of that for a while at fixed times"
                        + " whatever becomes of it, then half of it; and compares what clients were told with the events.",
        mixinStandardHelpOptions = true)
public final class OverloadBench implements Callable<Integer> {
    @Option(names = "--jobs", defaultValue = "20000", description = "Jobs stored (default: ${DEFAULT-VALUE}).")
    private int jobs;

    @Option(
            names = "--seconds",
            defaultValue = "60",
            description = "Length of the overload (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Option(
            names = "--times",
            defaultValue = "2",
            description = "So many times what it can bear (default: ${DEFAULT-VALUE}).")
    private double times;

    @Option(
            names = "--capacity",
            defaultValue = "0",
            description = "What it can bear a second; 0 to find out (default: ${DEFAULT-VALUE}).")
    private double capacity;

    @Option(
            names = "--connections",
            defaultValue = "4000",
            description = "Most connections of the load (default: ${DEFAULT-VALUE}).")
    private int connections;

    @Option(
            names = "--calm",
            defaultValue = "10",
            description =
                    "Seconds at half of what it can bear before, and twice as many afterwards (default: ${DEFAULT-VALUE}).")
    private int calm;

    @Option(names = "--partitions", defaultValue = "4", description = "Partitions (default: ${DEFAULT-VALUE}).")
    private int partitions;

    @Mixin
    private RunOptions options = new RunOptions();

    private Tally tally = new Tally();

    @Override
    public Integer call() {
        BenchResult result = new BenchResult("overload");
        boolean kept;
        try (Rig rig = Rig.withoutBroker(options.limit())) {
            Child node = rig.standalone(partitions, options.engineJvm());
            NodeAddress address = NodeAddress.of(node.ready());
            int port = address.port();
            JobSet set = new JobSet(0, jobs);
            Load load = new Load(port, set);
            try (Gauges gauges = new Gauges(port, node.pid())) {
                Findings findings = new Findings(result);
                HttpJobs.create(port, set);
                run(port, load, gauges, findings);
                findings.afterwards(gauges);
            }
            Committed committed = Committed.read(address.bootstrapServers(), Math.toIntExact(load.sent()));
            kept = new Findings(result).promises(committed, load);
        }
        result.publish(options.json());
        return kept ? 0 : 1;
    }

    private void run(int port, Load load, Gauges gauges, Findings findings) {
        OpenLoop many = loop(port, Capacity.CALLERS, load);
        if (capacity == 0) {
            capacity = Capacity.find(many, Duration.ofSeconds(calm), () -> tally.accepted());
        }
        findings.capacity(capacity, Capacity.CALLERS);
        OpenLoop open = loop(port, connections, load, many);
        double begun = gauges.now();
        Tally before = stretch("half", () -> open.steadily(capacity / 2, calm));
        double from = gauges.now();
        Tally overload = stretch("overload", () -> open.steadily(capacity * times, seconds));
        double to = gauges.now();
        Tally after = stretch("half again", () -> open.steadily(capacity / 2, 2 * calm));
        findings.stretch("half of it, before", before, calm);
        findings.stretch("%.1f times".formatted(times), overload, seconds);
        findings.stretch("half of it, after", after, 2 * calm);
        findings.recovery(before, after, 2 * calm);
        findings.memory(gauges, begun, from, to);
    }

    private Tally stretch(String name, Runnable work) {
        Tally mine = new Tally();
        tally = mine;
        work.run();
        ProgressLines.say(
                "%s: %,d offered, %,d accepted, %,d refused, p99 %.0f ms",
                name,
                mine.offered(),
                mine.accepted(),
                mine.of(503) + mine.of(429),
                mine.latencies().percentile(99));
        return mine;
    }

    private OpenLoop loop(int port, int lanes, Load load) {
        return loop(port, lanes, load, null);
    }

    private OpenLoop loop(int port, int lanes, Load load, @Nullable OpenLoop before) {
        return new OpenLoop(
                port,
                lanes,
                load::request,
                (number, status, meantAt, nanos) -> {
                    load.told(number, status);
                    tally.ended(Load.kind(number), status, meantAt, nanos);
                },
                before == null ? 0 : before.next());
    }
}
