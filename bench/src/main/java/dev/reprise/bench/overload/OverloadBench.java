package dev.reprise.bench.overload;

import dev.reprise.bench.RunOptions;
import dev.reprise.bench.load.JobSet;
import dev.reprise.bench.process.Child;
import dev.reprise.bench.process.ProgressLines;
import dev.reprise.bench.process.Rig;
import dev.reprise.bench.report.BenchResult;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;
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
    private static final int CREATORS = 32;
    private static final int CALLERS = 128;
    private static final int WARM_UP_SECONDS = 15;

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
            String[] ready = node.ready().split(" ", -1);
            int port = Integer.parseInt(ready[0].substring(ready[0].lastIndexOf(':') + 1));
            Load load = new Load(port, new JobSet(0, jobs));
            try (Gauges gauges = new Gauges(port, node.pid())) {
                Findings findings = new Findings(result);
                prepare(port, load);
                run(port, load, gauges, findings);
                findings.afterwards(gauges);
            }
            Committed committed = Committed.read(ready[2], Math.toIntExact(load.sent()));
            kept = new Findings(result).promises(committed, load);
        }
        result.publish(options.json());
        return kept ? 0 : 1;
    }

    private void prepare(int port, Load load) {
        List<Long> left = LongStream.range(0, jobs).boxed().toList();
        while (!left.isEmpty()) {
            List<Long> these = left;
            List<Long> again = new ArrayList<>();
            new OpenLoop(port, CREATORS, i -> load.create(these.get((int) i)), (i, status, meantAt, nanos) -> {
                        // 409: created, though the answer to that was lost or late
                        if (status != 201 && status != 409) {
                            again.add(these.get((int) i));
                        }
                    })
                    .asFastAsAnswered(these.size());
            left = again;
        }
        ProgressLines.say("%,d jobs created", jobs);
    }

    private void run(int port, Load load, Gauges gauges, Findings findings) {
        OpenLoop many = loop(port, CALLERS, load);
        if (capacity == 0) {
            long first = System.nanoTime();
            long so = jobs;
            stretch("warm-up", () -> many.asFastAsAnswered(so));
            double rough = so * 1e9 / (System.nanoTime() - first);
            stretch("warm-up", () -> many.asFastAsAnswered((long) (rough * WARM_UP_SECONDS)));
            long start = System.nanoTime();
            stretch("capacity", () -> many.asFastAsAnswered((long) (rough * calm)));
            capacity = tally.accepted() * 1e9 / (System.nanoTime() - start);
        }
        findings.capacity(capacity, CALLERS);
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
