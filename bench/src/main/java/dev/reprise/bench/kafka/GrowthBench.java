package dev.reprise.bench.kafka;

import dev.reprise.bench.RunOptions;
import dev.reprise.bench.process.ProgressLines;
import dev.reprise.bench.report.BenchResult;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.IntFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bench growth}: what a failure costs when the store is large, and when its jobs are. */
@Command(
        name = "growth",
        description =
                "CPU per FailJob with few jobs stored and with many, then with small variables and with large ones: an engine"
                        + " of each size, in rounds that take turns.",
        mixinStandardHelpOptions = true)
public final class GrowthBench implements Callable<Integer> {
    private static final double MOST_BY_JOBS = 1.5;
    private static final double MOST_BY_PAYLOAD = 1.3;
    private static final int JOBS_A_SECOND = 3_000; // made at least, in both stores
    private static final Duration TO_COMPACT = Duration.ofMinutes(5);
    private static final Duration COMMIT_INTERVAL = Duration.ofMillis(100);

    @Option(
            names = "--jobs",
            split = ",",
            defaultValue = "10000,10000000",
            description = "Jobs stored: few, many; one number for none of this (default: ${DEFAULT-VALUE}).")
    private List<Integer> jobs = List.of();

    @Option(
            names = "--payloads",
            split = ",",
            defaultValue = "100,100000",
            description =
                    "Bytes of variables of a job: few, many; one number for none of this (default: ${DEFAULT-VALUE}).")
    private List<Integer> payloads = List.of();

    @Option(
            names = "--payload-jobs",
            defaultValue = "20000",
            description = "Jobs stored for that (default: ${DEFAULT-VALUE}).")
    private int payloadJobs;

    @Option(names = "--commands", defaultValue = "50000", description = "Commands a round (default: ${DEFAULT-VALUE}).")
    private int commands;

    @Option(names = "--rounds", defaultValue = "5", description = "Rounds that count (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Mixin
    private RunOptions options = new RunOptions();

    @Override
    public Integer call() {
        if (jobs.size() > 2 || payloads.size() > 2) {
            System.err.println("Expected --jobs and --payloads of one or two numbers");
            return 2;
        }
        BenchResult result = new BenchResult("growth");
        GrowthReport report = new GrowthReport(result);
        if (jobs.size() == 2) {
            compare("growth by jobs", MOST_BY_JOBS, "%,d jobs", jobs, count -> plan(count, 0), report);
        }
        if (payloads.size() == 2) {
            IntFunction<Plan> plan = bytes -> plan(payloadJobs, bytes);
            compare("growth by payload", MOST_BY_PAYLOAD, "%,d bytes of variables", payloads, plan, report);
        }
        report.end();
        result.publish(options.json());
        return 0;
    }

    private Plan plan(int stored, int payload) {
        return new Plan(stored, commands, 1, rounds, COMMIT_INTERVAL, "same", payload);
    }

    private void compare(
            String what, double aim, String name, List<Integer> sizes, IntFunction<Plan> plan, GrowthReport report) {
        Plan little = plan.apply(sizes.get(0));
        Plan much = plan.apply(sizes.get(1));
        // It is meant to take long when there is much to store.
        Duration limit = options.limit().plusSeconds((little.jobs() + much.jobs()) / JOBS_A_SECOND);
        try (Size small = new Size(name.formatted(sizes.get(0)), little, options, limit);
                Size large = new Size(name.formatted(sizes.get(1)), much, options, limit)) {
            small.awaitIdle(TO_COMPACT);
            large.awaitIdle(TO_COMPACT);
            for (int i = 0; i <= rounds; i++) {
                small.engineRound(i);
                large.engineRound(i);
                small.bareRound(i);
                large.bareRound(i);
                ProgressLines.say("%s: round %d of %d is over", what, i, rounds);
            }
            report.size(small);
            report.size(large);
            report.growth(what, small, large, aim);
        }
    }
}
