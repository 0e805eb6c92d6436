package dev.reprise.bench;

import dev.reprise.bench.due.DueBench;
import dev.reprise.bench.http.HttpBench;
import dev.reprise.bench.kafka.GrowthBench;
import dev.reprise.bench.kafka.GuardBench;
import dev.reprise.bench.kafka.KafkaBench;
import dev.reprise.bench.latency.LatencyBench;
import dev.reprise.bench.micro.MicroBench;
import dev.reprise.bench.overload.OverloadBench;
import dev.reprise.bench.query.QueryBench;
import dev.reprise.bench.restore.RestoreBench;
import dev.reprise.bench.soak.SoakBench;
import dev.reprise.bench.start.StartBench;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The benchmarks: {@code bin/reprise bench …}. */
@Command(
        name = "bench",
        description = "Measures Reprise on this machine, with brokers and processes of its own, on loopback only.",
        mixinStandardHelpOptions = true,
        subcommands = {
            KafkaBench.class,
            RestoreBench.class,
            StartBench.class,
            QueryBench.class,
            SoakBench.class,
            GuardBench.class,
            GrowthBench.class,
            DueBench.class,
            LatencyBench.class,
            HttpBench.class,
            OverloadBench.class,
            MicroBench.class
        })
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.exit(run(new PrintWriter(System.err, true), args));
    }

    /** Exit code: 0 when all went well, 1 when a run failed, 2 for a mistake in the arguments, 4 when it took too long. */
    static int run(PrintWriter errors, String... args) {
        return new CommandLine(new Main())
                .setErr(errors)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    errors.println("bench: " + failure.getMessage());
                    for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
                        errors.println("  because of " + cause);
                    }
                    return 1;
                })
                .execute(args);
    }
}
