package dev.reprise.node.demo;

import dev.reprise.node.Node;
import dev.reprise.node.cli.ExitCode;
import dev.reprise.node.config.ConfigSources;
import dev.reprise.node.config.Mode;
import dev.reprise.node.config.NodeConfig;
import dev.reprise.node.config.NodeOptions;
import dev.reprise.node.log.Logging;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code reprise demo}. */
@Command(
        name = "demo",
        description = {
            "Starts everything on free ports in a temporary folder, sends some hundred jobs through Kafka, and shows what becomes of them.",
            "Takes less than a minute, leaves nothing behind, and fails if anything is not as it should be."
        })
public final class DemoCommand implements Callable<Integer> {
    private static final Duration READY_WITHIN = Duration.ofSeconds(60);
    private static final int SHOWN_PROBLEMS = 20;

    @Option(names = "--seed", paramLabel = "N", description = "What chance begins with; ${DEFAULT-VALUE} if absent.")
    private long seed = 42;

    @Option(names = "--partitions", paramLabel = "N", description = "Partitions; ${DEFAULT-VALUE} if absent.")
    private int partitions = 4;

    @Override
    public Integer call() throws IOException {
        Logging.start(false, "WARN");
        PrintStream out = System.out;
        Path folder = Files.createTempDirectory("reprise-demo");
        out.println("Starting Reprise with a Kafka broker of its own in " + folder);
        List<String> problems;
        try {
            problems = run(folder, out);
        } finally {
            delete(folder);
        }
        if (problems.isEmpty()) {
            out.println("\nAll is as it should be.");
            return ExitCode.OK;
        }
        out.println("\nNot as it should be:");
        problems.stream().limit(SHOWN_PROBLEMS).forEach(problem -> out.println("  " + problem));
        return ExitCode.REFUSED;
    }

    private List<String> run(Path folder, PrintStream out) {
        List<String> problems = new ArrayList<>();
        try (Node node = Node.start(config(folder))) {
            node.awaitReady(READY_WITHIN);
            out.println("Ready: " + node.url() + ", Kafka " + node.bootstrapServers());
            Demo demo = new Demo(node.bootstrapServers(), seed, out);
            if (!demo.play()) {
                problems.add("Expected every job to be at its end in time, but some are not");
            }
            problems.addAll(demo.report(node.url()));
            problems.addAll(DemoReplay.check(node.bootstrapServers(), demo.jobs(), out));
        }
        return problems;
    }

    private NodeConfig config(Path folder) {
        return NodeConfig.read(
                Mode.STANDALONE,
                ConfigSources.ofFlags(Map.of(
                        NodeOptions.HTTP_PORT,
                        "0",
                        NodeOptions.KAFKA_PORT,
                        "0",
                        NodeOptions.DATA_DIR,
                        folder.toString(),
                        NodeOptions.PARTITIONS,
                        Integer.toString(partitions))));
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
