package dev.reprise.bench.due;

import dev.reprise.bench.RunOptions;
import dev.reprise.bench.load.CommittedEvents;
import dev.reprise.bench.load.JobSet;
import dev.reprise.bench.load.Jobs;
import dev.reprise.bench.load.Sender;
import dev.reprise.bench.process.Child;
import dev.reprise.bench.process.ProgressLines;
import dev.reprise.bench.process.Rig;
import dev.reprise.bench.process.Usage;
import dev.reprise.bench.report.BenchResult;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bench due}: what it costs that retries wait, and how late they are when their time has come. */
@Command(
        name = "due",
        description = "Lateness of retries and cost of each, with more and more others waiting; then many due at once.",
        mixinStandardHelpOptions = true)
public final class DueBench implements Callable<Integer> {
    private static final long FAR_AWAY = 3 * 3_600_000;
    private static final int STREAM_FIRST = 20_000_000; // numbers of the jobs whose retries come due
    private static final int BURST_FIRST = 30_000_000;
    private static final int MOST_AT_ONCE = 250_000;

    @Option(
            names = "--pending",
            split = ",",
            defaultValue = "1000,100000,1000000",
            description = "Retries that wait meanwhile, in rising order (default: ${DEFAULT-VALUE}).")
    private List<Integer> pending = List.of();

    @Option(names = "--rate", defaultValue = "1000", description = "Retries due a second (default: ${DEFAULT-VALUE}).")
    private int rate;

    @Option(
            names = "--seconds",
            defaultValue = "15",
            description = "Length of each stretch (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Option(
            names = "--burst",
            defaultValue = "100000",
            description = "Retries due at once, at the end; 0 for none (default: ${DEFAULT-VALUE}).")
    private int burst;

    @Option(
            names = "--commit-interval",
            defaultValue = "10",
            description = "Milliseconds between commits (default: ${DEFAULT-VALUE}).")
    private int commitInterval;

    @Mixin
    private RunOptions options = new RunOptions();

    @Override
    public Integer call() {
        BenchResult result = new BenchResult("due");
        DueReport report = new DueReport(result, rate, commitInterval);
        try (Rig rig = Rig.withBroker(options.limit());
                Sender sender = new Sender(rig.bootstrapServers(), Duration.ofMillis(1));
                CommittedEvents events = CommittedEvents.ofEngine(rig.bootstrapServers())) {
            Child engine = rig.engine(Duration.ofMillis(commitInterval), options.engineJvm());
            Jobs load = new Jobs(sender, events);
            JobSet stream = new JobSet(STREAM_FIRST, rate * (seconds + DueStretches.MARGIN_SECONDS));
            load.create(stream);
            DueStretches stretches = new DueStretches(engine, load, events, stream, rate, seconds);
            // To warm up: code that the JVM has not compiled yet costs ten times as much.
            DueStretches.Shown unused = stretches.withFailures(0);
            DueStretches.Shown unusedAlone = stretches.alone();
            int waiting = 0;
            for (int count : pending) {
                while (waiting < count) {
                    int more = Math.min(count - waiting, MOST_AT_ONCE);
                    JobSet others = new JobSet(waiting, more);
                    load.create(others);
                    load.fail(others, job -> FAR_AWAY + job);
                    waiting += more;
                }
                DueStretches.Shown alone = stretches.alone();
                report.stretch(count, alone, stretches.withFailures(alone.idle()));
            }
            if (burst > 0) {
                JobSet many = new JobSet(BURST_FIRST, burst);
                load.create(many);
                report.burst(waiting, new Burst(load, events, many, stream).run());
            }
            Usage usage = engine.usageWithoutGarbage();
            ProgressLines.say("heap live %d MiB, resident %d MiB", usage.heapUsed() >> 20, usage.resident() >> 20);
            report.memory(usage);
        }
        result.publish(options.json());
        return 0;
    }
}
