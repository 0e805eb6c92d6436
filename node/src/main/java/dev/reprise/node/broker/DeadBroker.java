package dev.reprise.node.broker;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.common.errors.BrokerIdNotRegisteredException;
import org.apache.kafka.common.message.RequestHeaderData;
import org.apache.kafka.common.security.auth.KafkaPrincipal;
import org.apache.kafka.controller.Controller;
import org.apache.kafka.controller.ControllerRequestContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The broker of a process that was killed. The controller takes it for alive and refuses its successor until its session has run
 * out. Whoever starts the successor holds the data folder, so he knows better and tells the controller.
 */
final class DeadBroker {
    private static final Logger LOG = LoggerFactory.getLogger(DeadBroker.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long LOOK_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    /** Kafka's own mark of an orderly stop; it takes the mark away when it starts. */
    private static final String CLEAN_STOP = ".kafka_cleanshutdown";

    private DeadBroker() {}

    /** Whether this folder has data of a broker that did not stop in an orderly way. To be asked before one is started. */
    static boolean isIn(Path logDirectory) {
        return BrokerStorage.isFormatted(logDirectory) && !Files.exists(logDirectory.resolve(CLEAN_STOP));
    }

    /** Has the controller forget it. If that fails, the successor waits for the session instead. */
    static void bury(Controller controller) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!controller.isActive() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(LOOK_EVERY_NANOS);
        }
        ControllerRequestContext context = new ControllerRequestContext(
                new RequestHeaderData(), KafkaPrincipal.ANONYMOUS, OptionalLong.of(deadline));
        try {
            controller
                    .unregisterBroker(context, BrokerSettings.NODE_ID)
                    .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                    .join();
        } catch (CompletionException | CancellationException e) {
            // Not registered: it was killed before it ever was.
            if (!(e.getCause() instanceof BrokerIdNotRegisteredException)) {
                LOG.warn("The broker that was killed could not be unregistered, so this one waits for its session", e);
            }
        }
    }
}
