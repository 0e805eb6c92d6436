package dev.reprise.bench.process;

import dev.reprise.node.broker.EmbeddedBroker;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** The embedded broker in a JVM of its own. Argument: its data folder. Ready: its address. */
public final class BrokerMain {
    static final String TRAFFIC = "traffic";

    private BrokerMain() {}

    public static void main(String[] args) throws IOException {
        ChildConsole.claim();
        try (EmbeddedBroker broker = EmbeddedBroker.start(
                Path.of(args[0]), 0, fault -> Runtime.getRuntime().halt(3))) {
            ChildConsole.serve(
                    broker.bootstrapServers(),
                    Map.of(TRAFFIC, () -> Traffic.ofThisProcess().line()));
        }
        Runtime.getRuntime().exit(0);
    }
}
