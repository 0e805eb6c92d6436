package dev.reprise.node.cli.cluster;

import dev.reprise.node.broker.BrokerSeat;
import dev.reprise.node.broker.EmbeddedBroker;
import dev.reprise.node.cli.ExitCode;
import dev.reprise.node.cluster.ParentWatch;
import dev.reprise.node.log.Logging;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code reprise broker}: one broker of a local cluster. {@code reprise cluster} starts them; people rarely do. */
@Command(
        name = "broker",
        hidden = true,
        description = {
            "Runs one Kafka broker of several on this machine, on loopback. 'reprise cluster' starts these.",
            "Prints 'ready kafka 127.0.0.1:PORT' on stdout when it serves."
        },
        sortOptions = false)
public final class BrokerCommand implements Callable<Integer> {
    private static final int DOOR_PARTS = 3;

    @Option(names = "--id", required = true, paramLabel = "N", description = "Number of the broker.")
    private int id;

    @Option(names = "--port", required = true, paramLabel = "PORT", description = "Port for clients and other brokers.")
    private int port;

    @Option(
            names = "--voter",
            required = true,
            paramLabel = "ID=PORT",
            description = "Controller port of each broker, this one included.")
    private Map<Integer, Integer> voters = Map.of();

    @Option(names = "--cluster-id", required = true, paramLabel = "ID", description = "The same for all brokers.")
    private String clusterId = "";

    @Option(names = "--data-dir", required = true, paramLabel = "DIR", description = "Folder of its data.")
    private Path data = Path.of("");

    @Option(
            names = "--door",
            paramLabel = "NAME=PORT=ADVERTISED",
            description = "A further port for clients that are told to use another one, where a proxy stands.")
    private List<String> doors = List.of();

    @Option(names = "--with-parent", hidden = true, description = "Ends when the process that started it is gone.")
    private boolean withParent;

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Override
    public Integer call() {
        Logging.start(false, "info");
        if (withParent) {
            ParentWatch.begin();
        }
        BrokerSeat seat = new BrokerSeat(
                id, port, voters, clusterId, doors.stream().map(this::door).toList());
        CompletableFuture<Throwable> fault = new CompletableFuture<>();
        EmbeddedBroker broker = EmbeddedBroker.join(data, seat, fault::complete);
        Runtime.getRuntime().addShutdownHook(new Thread(broker::close, "reprise-stop"));
        PrintWriter out = command.commandLine().getOut();
        out.println("ready kafka " + broker.bootstrapServers());
        out.flush();
        Throwable why = fault.join();
        command.commandLine().getErr().println("reprise: the broker cannot go on: " + why.getMessage());
        return ExitCode.REFUSED;
    }

    private BrokerSeat.Door door(String text) {
        String[] parts = text.split("=");
        try {
            if (parts.length == DOOR_PARTS) {
                return new BrokerSeat.Door(parts[0], Integer.parseInt(parts[1]), Integer.parseInt(parts[2]));
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new ParameterException(
                command.commandLine(), "Expected --door of the form NAME=PORT=ADVERTISED, but got '" + text + "'");
    }
}
