package dev.reprise.bench.http;

import dev.reprise.bench.RunOptions;
import dev.reprise.bench.http.Callers.Call;
import dev.reprise.bench.load.JobSet;
import dev.reprise.bench.load.Pause;
import dev.reprise.bench.process.Child;
import dev.reprise.bench.process.NodeAddress;
import dev.reprise.bench.process.ProgressLines;
import dev.reprise.bench.process.Rig;
import dev.reprise.bench.report.BenchResult;
import dev.reprise.bench.report.Latencies;
import dev.reprise.bench.report.TextTable;
import dev.reprise.schemas.JobKeys;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bench http}: failures over HTTP against {@code reprise standalone}, whose broker is in the same process. */
@Command(
        name = "http",
        description =
                "Failures of jobs against a standalone node: one caller, many callers, and at a steady rate; then how soon"
                        + " polling workers have retries that fall due.",
        mixinStandardHelpOptions = true)
public final class HttpBench implements Callable<Integer> {
    private static final int CREATORS = 32;
    private static final int MOST_CALLERS_OF_STEADY = 64;
    private static final int WARM_UP_SECONDS = 10;
    private static final int SETTLE_SECONDS = 2;
    private static final int IDLE_SECONDS = 8;
    private static final int MOST_LOCKED_AT_A_TIME = 500;
    private static final String TYPE = "charge-card";

    @Option(
            names = "--dialect",
            defaultValue = "NATIVE",
            description = "The API: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Dialect dialect = Dialect.NATIVE;

    @Option(
            names = "--retried-jobs",
            defaultValue = "100",
            description =
                    "Jobs that fail with backoffs of 0.3 to 0.7 s while workers poll (default: ${DEFAULT-VALUE}).")
    private int retriedJobs;

    @Option(names = "--jobs", defaultValue = "20000", description = "Jobs stored (default: ${DEFAULT-VALUE}).")
    private int jobs;

    @Option(
            names = "--callers",
            split = ",",
            defaultValue = "1,16,128",
            description = "Callers at the same time (default: ${DEFAULT-VALUE}).")
    private List<Integer> callers = List.of();

    @Option(
            names = "--rates",
            split = ",",
            defaultValue = "500,2000",
            description = "Calls a second at a steady rate (default: ${DEFAULT-VALUE}).")
    private List<Integer> rates = List.of();

    @Option(names = "--seconds", defaultValue = "15", description = "Length of each run (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Option(names = "--partitions", defaultValue = "4", description = "Partitions (default: ${DEFAULT-VALUE}).")
    private int partitions;

    @Mixin
    private RunOptions options = new RunOptions();

    private final TextTable table =
            new TextTable("load", "calls/s", "p50 ms", "p90", "p99", "p99.9", "max", "node CPU µs a call");
    private final List<Map<String, Object>> runs = new ArrayList<>();
    private final AtomicLong next = new AtomicLong();

    @Override
    public Integer call() {
        BenchResult result = new BenchResult("http");
        try (Rig rig = Rig.withoutBroker(options.limit())) {
            Child node = rig.standalone(partitions, options.engineJvm());
            int port = NodeAddress.of(node.ready()).port();
            JobSet set = new JobSet(0, jobs);
            Latencies created = new Callers(port, CREATORS).all(jobs, i -> create(TYPE, set, i));
            ProgressLines.say("%,d jobs created, p50 %.1f ms", created.count(), created.percentile(50));
            if (dialect.failsOnlyWhatIsLocked()) {
                Latencies unused = new Callers(port, 1)
                        .all(2L * jobs / MOST_LOCKED_AT_A_TIME + 1, i -> dialect.poll(TYPE, MOST_LOCKED_AT_A_TIME, 0));
            }
            LongFunction<Call> fail = i -> fail(set);
            Latencies unused = new Callers(port, CREATORS).oneAfterAnother(WARM_UP_SECONDS, fail);
            double idle = idleShare(node);
            result.figure("shareOfProcessorIdle", idle);
            result.text("With nothing to do the node, its broker included, uses %.1f %% of a processor"
                    .formatted(idle * 100));
            for (int count : callers) {
                String load = count == 1 ? "1 caller" : count + " callers";
                measure(node, load, () -> new Callers(port, count).oneAfterAnother(seconds, fail));
            }
            for (int rate : rates) {
                String load = "%,d/s, open loop".formatted(rate);
                measure(node, load, () -> new Callers(port, MOST_CALLERS_OF_STEADY).steadily(rate, seconds, fail));
            }
            if (retriedJobs > 0) {
                JobSet retried = new JobSet(jobs, retriedJobs);
                Latencies unused2 =
                        new Callers(port, CREATORS).all(retriedJobs, i -> create(PolledRetries.TYPE, retried, i));
                measure(node, "retries at a polling worker", () -> new PolledRetries(port, dialect).run(seconds));
            }
        }
        result.figure("jobs", jobs);
        result.figure("partitions", partitions);
        result.figure("runs", runs);
        result.figure("dialect", dialect.name());
        result.text("%,d jobs, POST %s against standalone, %d partitions"
                .formatted(jobs, dialect.failurePath(), partitions));
        result.text(table.toString());
        result.publish(options.json());
        return 0;
    }

    private static double idleShare(Child node) {
        Pause.seconds(SETTLE_SECONDS);
        Duration before = node.cpu();
        long start = System.nanoTime();
        Pause.seconds(IDLE_SECONDS);
        double share = node.cpu().minus(before).toNanos() / (double) (System.nanoTime() - start);
        ProgressLines.say("idle: %.1f %% of a processor", share * 100);
        return share;
    }

    private void measure(Child node, String load, Callable<Latencies> run) {
        Duration before = node.cpu();
        long start = System.nanoTime();
        Latencies latencies;
        try {
            latencies = run.call();
        } catch (Exception e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
        double perSecond = latencies.count() * 1e9 / (System.nanoTime() - start);
        double micros = node.cpu().minus(before).toNanos() / 1e3 / latencies.count();
        ProgressLines.say(
                "%s: %,.0f a second, p50 %.1f ms, p99 %.1f ms",
                load, perSecond, latencies.percentile(50), latencies.percentile(99));
        table.row(
                load,
                "%,.0f".formatted(perSecond),
                "%.1f".formatted(latencies.percentile(50)),
                "%.1f".formatted(latencies.percentile(90)),
                "%.1f".formatted(latencies.percentile(99)),
                "%.1f".formatted(latencies.percentile(99.9)),
                "%.1f".formatted(latencies.max()),
                "%.0f".formatted(micros));
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("load", load);
        figures.put("callsPerSecond", perSecond);
        figures.put("nodeMicrosPerCall", micros);
        figures.put("latency", latencies.figures());
        runs.add(figures);
    }

    private static Call create(String type, JobSet set, long i) {
        String json = "{\"type\":\"%s\",\"jobKey\":\"%s\",\"variables\":{\"orderId\":\"ord-%d\"}}"
                .formatted(type, JobKeys.text(set.key((int) i)), i);
        return new Call("/v1/jobs", json, 201);
    }

    private Call fail(JobSet set) {
        return dialect.failure(JobKeys.text(set.scattered(next.getAndIncrement())), 0);
    }
}
