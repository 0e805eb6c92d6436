package dev.reprise.bench.query;

import dev.reprise.bench.RunOptions;
import dev.reprise.bench.load.CommittedEvents;
import dev.reprise.bench.load.JobSet;
import dev.reprise.bench.load.Jobs;
import dev.reprise.bench.load.OpenLoop;
import dev.reprise.bench.load.Pause;
import dev.reprise.bench.load.Requests;
import dev.reprise.bench.load.Sender;
import dev.reprise.bench.load.TimedFailures;
import dev.reprise.bench.process.Child;
import dev.reprise.bench.process.NodeAddress;
import dev.reprise.bench.process.Rig;
import dev.reprise.bench.report.BenchResult;
import dev.reprise.bench.report.Latencies;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bench query}: reads of single jobs over HTTP while commands come in over Kafka. */
@Command(
        name = "query",
        description =
                "GET /v1/jobs/{key} of a standalone node at a steady rate (open loop), and as many as it can bear (closed"
                        + " loop), while jobs fail and are retried all the time.",
        mixinStandardHelpOptions = true)
public final class QueryBench implements Callable<Integer> {
    /** The sender writes to one partition. */
    private static final int PARTITIONS = 1;

    private static final int MOST_CONNECTIONS = 1_000;

    @Option(names = "--jobs", defaultValue = "100000", description = "Jobs stored (default: ${DEFAULT-VALUE}).")
    private int jobs;

    @Option(
            names = "--rate",
            defaultValue = "15000",
            description = "Reads a second at a steady rate (default: ${DEFAULT-VALUE}).")
    private int rate;

    @Option(
            names = "--commands",
            defaultValue = "5000",
            description = "FailJob a second meanwhile (default: ${DEFAULT-VALUE}).")
    private int commands;

    @Option(
            names = "--connections",
            defaultValue = "64",
            description = "Connections of the closed loop (default: ${DEFAULT-VALUE}).")
    private int connections;

    @Option(
            names = "--seconds",
            defaultValue = "15",
            description = "Length of each stretch (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Option(names = "--rounds", defaultValue = "5", description = "Rounds that count (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Mixin
    private RunOptions options = new RunOptions();

    private Reads reads = new Reads();

    @Override
    public Integer call() {
        BenchResult result = new BenchResult("query");
        QueryReport report = new QueryReport(result);
        try (Rig rig = Rig.withoutBroker(options.limit())) {
            Child node = rig.standalone(PARTITIONS, options.engineJvm());
            NodeAddress address = NodeAddress.of(node.ready());
            try (Sender sender = new Sender(address.bootstrapServers(), Duration.ofMillis(1));
                    CommittedEvents events = CommittedEvents.ofEngine(address.bootstrapServers())) {
                Jobs load = new Jobs(sender, events);
                JobSet set = new JobSet(0, jobs);
                load.create(set);
                measure(
                        node,
                        address.port(),
                        set,
                        new Commands(new TimedFailures(load, set, events), commands),
                        report);
            }
        }
        report.end(jobs, commands);
        result.publish(options.json());
        return 0;
    }

    private void measure(Child node, int port, JobSet set, Commands failures, QueryReport report) {
        Requests requests = new Requests(port);
        OpenLoop steady = loop(port, MOST_CONNECTIONS, set, requests);
        OpenLoop closed = loop(port, connections, set, requests);
        Runnable steadily = () -> steady.steadily(rate, seconds);
        Runnable asFastAsAnswered = () -> closed.asFastAsAnswered(Duration.ofSeconds(seconds));
        // To warm up: code that the JVM has not compiled yet costs ten times as much.
        stretch(node, failures, asFastAsAnswered, commandsTook -> {});
        stretch(node, failures, steadily, commandsTook -> {});
        for (int i = 0; i < rounds; i++) {
            stretch(node, failures, () -> Pause.seconds(seconds), took -> report.stretch("none", reads, 0, took));
            double without = reads.busy();
            String open = "%,d/s, open loop".formatted(rate);
            stretch(node, failures, steadily, took -> report.stretch(open, reads, without, took));
            String most = "%d connections, closed loop".formatted(connections);
            stretch(node, failures, asFastAsAnswered, took -> report.stretch(most, reads, without, took));
        }
    }

    private void stretch(Child node, Commands failures, Runnable work, Consumer<Latencies> report) {
        Reads mine = new Reads();
        reads = mine;
        report.accept(failures.during(() -> mine.during(node, work)));
    }

    private OpenLoop loop(int port, int lanes, JobSet set, Requests requests) {
        return new OpenLoop(
                port,
                lanes,
                number -> requests.get(set.scattered(number)),
                (number, status, meantAt, nanos) -> reads.ended(status, nanos));
    }
}
