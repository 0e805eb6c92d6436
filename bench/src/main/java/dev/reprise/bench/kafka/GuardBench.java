package dev.reprise.bench.kafka;

import dev.reprise.bench.RunOptions;
import dev.reprise.bench.process.Checkout;
import dev.reprise.bench.report.BenchResult;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code bench guard}: a short comparison with the yardstick, held against bounds. Ratios of neighbouring rounds hardly depend on the
 * machine and on what else it does; absolute figures do, and are not looked at.
 */
@Command(
        name = "guard",
        description =
                "A short run beside the bare topology; exit code 1 if the engine costs more, relative to it, than it may.",
        mixinStandardHelpOptions = true)
public final class GuardBench implements Callable<Integer> {
    private static final Duration COMMIT_INTERVAL = Duration.ofMillis(100);

    @Option(names = "--jobs", defaultValue = "150000", description = "Jobs stored (default: ${DEFAULT-VALUE}).")
    private int jobs;

    @Option(names = "--commands", defaultValue = "10000", description = "Commands a round (default: ${DEFAULT-VALUE}).")
    private int commands;

    @Option(names = "--warm-ups", defaultValue = "7", description = "Rounds before (default: ${DEFAULT-VALUE}).")
    private int warmUps;

    @Option(names = "--rounds", defaultValue = "7", description = "Rounds that count (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(names = "--bounds", description = "File of bounds (default: bench/guard.properties of the checkout).")
    private @Nullable Path bounds;

    @Mixin
    private RunOptions options = new RunOptions();

    @Override
    public Integer call() {
        Plan plan = new Plan(jobs, commands, warmUps, rounds, COMMIT_INTERVAL, "same", 0);
        if (!plan.hasEnoughJobs()) {
            System.err.println(Plan.TOO_FEW_JOBS);
            return 2;
        }
        List<Bounds.Bound> kept = Bounds.read(bounds == null ? Checkout.file("bench/guard.properties") : bounds);
        BenchResult result = new BenchResult("guard");
        List<String> broken = new GuardReport(result).write(new Comparison(plan).run(options), kept);
        result.text(
                broken.isEmpty()
                        ? "All bounds hold."
                        : "Broken: " + String.join(", ", broken)
                                + ". See bench/guard.properties for what to do about it.");
        result.publish(options.json());
        return broken.isEmpty() ? 0 : 1;
    }
}
