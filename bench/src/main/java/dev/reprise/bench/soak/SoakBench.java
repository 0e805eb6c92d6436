package dev.reprise.bench.soak;

import dev.reprise.bench.RunOptions;
import dev.reprise.bench.load.Capacity;
import dev.reprise.bench.load.HttpJobs;
import dev.reprise.bench.load.JobSet;
import dev.reprise.bench.load.OpenLoop;
import dev.reprise.bench.load.Requests;
import dev.reprise.bench.process.Child;
import dev.reprise.bench.process.NodeAddress;
import dev.reprise.bench.process.ProgressLines;
import dev.reprise.bench.process.Rig;
import dev.reprise.bench.report.BenchResult;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bench soak}: half an hour of load, after which nothing must have grown. */
@Command(
        name = "soak",
        description =
                "Offers a standalone node a share of what it can bear over HTTP, for long; exit code 1 if its live heap, its"
                        + " stores on disk or its p99 are more than 1.25 times as much in the last third as in the second.",
        mixinStandardHelpOptions = true)
public final class SoakBench implements Callable<Integer> {
    private static final int MOST_CONNECTIONS = 2_000;
    private static final Duration CAPACITY_FOR = Duration.ofSeconds(15);
    private static final int LEAST_MINUTES = 3;
    private static final int HUNDRED = 100;
    private static final int ACCEPTED = 2;

    @Option(names = "--jobs", defaultValue = "20000", description = "Jobs stored (default: ${DEFAULT-VALUE}).")
    private int jobs;

    @Option(names = "--minutes", defaultValue = "30", description = "Length of the soak (default: ${DEFAULT-VALUE}).")
    private int minutes;

    @Option(
            names = "--minute",
            defaultValue = "60",
            description = "Seconds that a minute has, to try things out (default: ${DEFAULT-VALUE}).")
    private int minute;

    @Option(
            names = "--share",
            defaultValue = "0.5",
            description = "Share of what it can bear (default: ${DEFAULT-VALUE}).")
    private double share;

    @Option(
            names = "--capacity",
            defaultValue = "0",
            description = "What it can bear a second; 0 to find out (default: ${DEFAULT-VALUE}).")
    private double capacity;

    @Option(names = "--partitions", defaultValue = "4", description = "Partitions (default: ${DEFAULT-VALUE}).")
    private int partitions;

    @Mixin
    private RunOptions options = new RunOptions();

    @Override
    public Integer call() {
        if (minutes < LEAST_MINUTES) {
            System.err.println("Expected --minutes of at least 3: the last third is compared with the second");
            return 2;
        }
        BenchResult result = new BenchResult("soak");
        List<Minute> seen;
        Duration limit = options.limit().plusSeconds((long) minutes * minute); // it is meant to take long
        try (Rig rig = Rig.withoutBroker(limit)) {
            Child node = rig.standalone(partitions, options.engineJvm());
            int port = NodeAddress.of(node.ready()).port();
            JobSet set = new JobSet(0, jobs);
            HttpJobs.create(port, set);
            capacity = capacity == 0 ? find(port, set) : capacity;
            ProgressLines.say("from now on %,.0f failures a second", capacity * share);
            seen = soak(node, rig.nodeFolder(), port, set);
        }
        result.figure("jobs", jobs);
        result.figure("capacity", capacity);
        result.figure("perSecond", capacity * share);
        result.figure("minutes", seen.stream().map(Minute::figures).toList());
        result.text(
                "%,d jobs in a standalone node with %d partitions that can bear %,.0f failures a second over HTTP; %,.0f for %d min"
                        .formatted(jobs, partitions, capacity, capacity * share, seen.size()));
        result.text("%,d requests were not accepted."
                .formatted(seen.stream().mapToLong(Minute::refused).sum()));
        List<String> grown = new SoakVerdict(seen).write(result);
        result.text(grown.isEmpty() ? "Nothing has grown." : "Grown: " + String.join(", ", grown));
        result.publish(options.json());
        return grown.isEmpty() ? 0 : 1;
    }

    private static double find(int port, JobSet set) {
        AtomicLong accepted = new AtomicLong();
        OpenLoop callers = loop(port, Capacity.CALLERS, set, (number, status, meantAt, nanos) -> {
            if (status / HUNDRED == ACCEPTED) {
                accepted.incrementAndGet();
            }
        });
        return Capacity.find(callers, CAPACITY_FOR, accepted::get);
    }

    private List<Minute> soak(Child node, Path data, int port, JobSet set) {
        try (Watch watch = new Watch(node, data, minute)) {
            // A second longer, so that the last look is not at a node that has nothing to do.
            loop(port, MOST_CONNECTIONS, set, (number, status, meantAt, nanos) -> watch.ended(status, nanos))
                    .steadily(capacity * share, minutes * minute + 1.0);
            return watch.end();
        }
    }

    private static OpenLoop loop(int port, int lanes, JobSet set, OpenLoop.Listener listener) {
        Requests requests = new Requests(port);
        return new OpenLoop(port, lanes, number -> requests.fail(set.scattered(number), ""), listener);
    }
}
