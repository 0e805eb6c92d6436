package dev.reprise.bench.kafka;

import dev.reprise.bench.RunOptions;
import dev.reprise.bench.report.BenchResult;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bench kafka}: how many failures a second, beside the yardstick, in rounds that take turns. */
@Command(
        name = "kafka",
        description =
                "FailJob from Kafka to committed events, with many jobs stored, beside a bare get + put + forward topology.",
        mixinStandardHelpOptions = true)
public final class KafkaBench implements Callable<Integer> {
    @Option(names = "--jobs", defaultValue = "1000000", description = "Jobs stored (default: ${DEFAULT-VALUE}).")
    private int jobs;

    @Option(
            names = "--commands",
            defaultValue = "100000",
            description = "Commands a round (default: ${DEFAULT-VALUE}).")
    private int commands;

    @Option(names = "--rounds", defaultValue = "5", description = "Rounds that count (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(
            names = "--commit-interval",
            defaultValue = "100",
            description = "Milliseconds between commits (default: ${DEFAULT-VALUE}).")
    private int commitInterval;

    @Option(
            names = "--bare-rocksdb",
            defaultValue = "same",
            description =
                    "RocksDB of the yardstick: same (as the engine's), default (Kafka Streams') (default: ${DEFAULT-VALUE}).")
    private String bareRocksDb = "same";

    @Option(
            names = "--payload",
            defaultValue = "0",
            description = "Bytes of each job's variables; 0 for three short ones (default: ${DEFAULT-VALUE}).")
    private int payload;

    @Mixin
    private RunOptions options = new RunOptions();

    @Override
    public Integer call() {
        Plan plan = new Plan(jobs, commands, 1, rounds, Duration.ofMillis(commitInterval), bareRocksDb, payload);
        if (!plan.hasEnoughJobs()) {
            System.err.println(Plan.TOO_FEW_JOBS);
            return 2;
        }
        BenchResult result = new BenchResult("kafka");
        new KafkaReport(plan).write(new Comparison(plan).run(options), result);
        result.publish(options.json());
        return 0;
    }
}
