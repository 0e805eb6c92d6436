package dev.reprise.node.cli.node;

import dev.reprise.node.Node;
import dev.reprise.node.cli.ExitCode;
import dev.reprise.node.config.NodeConfig;
import dev.reprise.node.config.NodeOptions;
import dev.reprise.node.log.Logging;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs a node until the process is told to end, or the node cannot go on. */
final class RunningNode {
    private static final Logger LOG = LoggerFactory.getLogger(RunningNode.class);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(45);
    private static final int HUNG = 70;

    private final AtomicReference<@Nullable Node> node = new AtomicReference<>();

    /** Prints one line when it can serve; returns the exit code. SIGTERM and SIGINT end it by way of the JVM, with 143 and 130. */
    int run(NodeConfig config, PrintWriter out, PrintWriter err) {
        Logging.start(config.logsJson(), config.text(NodeOptions.LOG_LEVEL));
        LOG.info("Starting: {}", config);
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "reprise-stop"));
        Node started = Node.start(config);
        node.set(started);
        started.awaitReady();
        out.println("ready " + started.url() + " kafka " + started.bootstrapServers());
        out.flush();
        Throwable fault = started.awaitFault();
        err.println("reprise: the node cannot go on: " + fault.getMessage());
        err.flush();
        return ExitCode.REFUSED;
    }

    /** Whichever way the process ends, it ends here. */
    private void stop() {
        Node running = node.get();
        if (running == null) {
            return;
        }
        LOG.info("Stopping");
        Thread stopping = new Thread(running::close, "reprise-close");
        stopping.setDaemon(true);
        stopping.start();
        try {
            stopping.join(STOP_WITHIN.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (stopping.isAlive()) {
            LOG.error("Stopping took longer than {} s: the process ends as it is", STOP_WITHIN.toSeconds());
            Runtime.getRuntime().halt(HUNG);
        }
        LOG.info("Stopped");
    }
}
