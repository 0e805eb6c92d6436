package dev.reprise.bench.start;

import dev.reprise.bench.RunOptions;
import dev.reprise.bench.load.HttpJobs;
import dev.reprise.bench.load.JobSet;
import dev.reprise.bench.process.Checkout;
import dev.reprise.bench.process.Child;
import dev.reprise.bench.process.NodeAddress;
import dev.reprise.bench.process.ProgressLines;
import dev.reprise.bench.process.Rig;
import dev.reprise.bench.report.BenchResult;
import dev.reprise.bench.report.Spread;
import dev.reprise.bench.report.TextTable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bench start}: from {@code bin/reprise standalone} to the line that says it is ready. */
@Command(
        name = "start",
        description =
                "Starts a standalone node as a user does, again and again on the same data: how long until it is ready,"
                        + " after an orderly stop and after a SIGKILL.",
        mixinStandardHelpOptions = true)
public final class StartBench implements Callable<Integer> {
    @Option(names = "--jobs", defaultValue = "10000", description = "Jobs stored (default: ${DEFAULT-VALUE}).")
    private int jobs;

    @Option(names = "--rounds", defaultValue = "5", description = "Starts of each kind (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(
            names = "--launcher",
            description = "What starts it; must have been built (default: bin/reprise of this checkout).")
    private @Nullable Path launcher;

    @Mixin
    private RunOptions options = new RunOptions();

    @Override
    public Integer call() {
        Path script = launcher == null ? Checkout.launcher() : launcher;
        BenchResult result = new BenchResult("start");
        List<Double> first = new ArrayList<>();
        List<Double> afterStop = new ArrayList<>();
        List<Double> afterKill = new ArrayList<>();
        try (Rig rig = Rig.withoutBroker(options.limit())) {
            Started node = timed(rig, script, "first start", first);
            HttpJobs.create(node.address.port(), new JobSet(0, jobs));
            for (int i = 0; i < rounds; i++) {
                node.process.stop();
                node = timed(rig, script, "after a stop", afterStop);
                node.process.kill();
                node = timed(rig, script, "after a kill", afterKill);
            }
        }
        TextTable table = new TextTable("start of a standalone node", "ready after s: median (range)");
        row(table, result, "firstSeconds", "first, nothing there", first);
        row(table, result, "afterStopSeconds", "after an orderly stop", afterStop);
        row(table, result, "afterKillSeconds", "after SIGKILL", afterKill);
        result.figure("jobs", jobs);
        result.text("%,d jobs stored, from exec of %s to the line that says it is ready".formatted(jobs, script));
        result.text(table.toString());
        result.publish(options.json());
        return 0;
    }

    private record Started(Child process, NodeAddress address) {}

    private static Started timed(Rig rig, Path script, String what, List<Double> all) {
        long start = System.nanoTime();
        Child process = rig.launched(script);
        NodeAddress address = NodeAddress.of(process.ready());
        double seconds = (System.nanoTime() - start) / 1e9;
        ProgressLines.say("%s: ready after %.2f s", what, seconds);
        all.add(seconds);
        return new Started(process, address);
    }

    private static void row(TextTable table, BenchResult result, String name, String what, List<Double> seconds) {
        Spread spread = new Spread(seconds);
        result.figure(name, spread.figures());
        table.row(what, spread.text("%.2f"));
    }
}
