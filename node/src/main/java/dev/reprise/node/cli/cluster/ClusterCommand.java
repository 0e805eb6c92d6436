package dev.reprise.node.cli.cluster;

import dev.reprise.node.cli.ExitCode;
import dev.reprise.node.cluster.ClusterPlan;
import dev.reprise.node.cluster.LocalCluster;
import dev.reprise.node.cluster.Member;
import dev.reprise.node.log.Logging;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code reprise cluster}. */
@Command(
        name = "cluster",
        description = {
            "Runs brokers and nodes as processes of this machine, to try a cluster out: kill one and see.",
            "Prints the process id and the address of each, and 'ready URL,… kafka BROKERS' when all serve. A process that ends is",
            "started again."
        },
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  reprise cluster",
            "  reprise cluster --nodes 2 --brokers 1 --data-dir /tmp/cluster"
        })
public final class ClusterCommand implements Callable<Integer> {
    private static final int MOST = 9;
    private static final Duration RESTART_AFTER = Duration.ofSeconds(2);
    private static final long LOOK_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    @Option(names = "--nodes", paramLabel = "N", defaultValue = "3", description = "Nodes, 1 to 9; 3 if absent.")
    private int nodes;

    @Option(
            names = "--brokers",
            paramLabel = "N",
            defaultValue = "3",
            description = "Kafka brokers, 1 to 9; 3 if absent. Three keep all data three times, and any one may die.")
    private int brokers;

    @Option(
            names = "--partitions",
            paramLabel = "N",
            defaultValue = "6",
            description = "Partitions of job-commands when they are created; 6 if absent.")
    private int partitions;

    @Option(
            names = "--http-port",
            paramLabel = "PORT",
            defaultValue = "8080",
            description =
                    "HTTP port of the first node, 8080 if absent; the others take the next ones. 0 for free ones.")
    private int httpPort;

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            defaultValue = ".reprise-cluster",
            description = "Folder for data and logs; .reprise-cluster if absent.")
    private Path data = Path.of("");

    @Option(
            names = "--node-option",
            paramLabel = "--NAME=VALUE",
            description = "An option of 'reprise node' for all nodes; may be repeated.")
    private List<String> nodeOptions = List.of();

    @Option(names = "--no-restart", description = "Leaves a process that has ended as it is.")
    private boolean noRestart;

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Override
    public Integer call() {
        check("--nodes", nodes, MOST);
        check("--brokers", brokers, MOST);
        check("--partitions", partitions, 1_000);
        Logging.start(false, "warn");
        LocalCluster cluster = new LocalCluster(ClusterPlan.of(data.toAbsolutePath(), brokers, nodes, partitions)
                .withFirstHttpPort(httpPort)
                .withNodeOptions(nodeOptions));
        Runtime.getRuntime().addShutdownHook(new Thread(cluster::close, "reprise-stop"));
        cluster.start();
        show(cluster);
        watch(cluster);
        return ExitCode.OK;
    }

    private void check(String option, int value, int most) {
        if (value < 1 || value > most) {
            throw new ParameterException(
                    command.commandLine(), "Expected %s from 1 to %d, but got %d".formatted(option, most, value));
        }
    }

    private void show(LocalCluster cluster) {
        for (Member broker : cluster.brokers()) {
            say("%-9s pid %-7d log %s", broker.name(), broker.pid(), cluster.log(broker.name()));
        }
        for (int i = 0; i < cluster.nodes().size(); i++) {
            Member node = cluster.nodes().get(i);
            say("%-9s pid %-7d log %s  %s", node.name(), node.pid(), cluster.log(node.name()), cluster.url(i));
        }
        say("ready %s kafka %s", String.join(",", cluster.urls()), cluster.bootstrapServers());
    }

    /** Until this process is told to end. */
    private void watch(LocalCluster cluster) {
        Set<Member> ended = new HashSet<>();
        while (!Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(LOOK_EVERY_NANOS);
            cluster.members().filter(member -> !member.isAlive()).forEach(member -> {
                if (ended.add(member)) {
                    say("%s has ended with %d", member.name(), member.exitCode().orElse(0));
                }
            });
            if (!noRestart) {
                ended.forEach(this::restart);
                ended.clear();
            }
        }
    }

    private void restart(Member member) {
        LockSupport.parkNanos(RESTART_AFTER.toNanos());
        member.start();
        say("%s is started again, pid %d", member.name(), member.pid());
    }

    private void say(String format, Object... arguments) {
        PrintWriter out = command.commandLine().getOut();
        out.println(String.format(format, arguments));
        out.flush();
    }
}
