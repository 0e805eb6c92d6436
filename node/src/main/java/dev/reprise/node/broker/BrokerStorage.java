package dev.reprise.node.broker;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.kafka.metadata.properties.MetaPropertiesEnsemble;
import org.apache.kafka.metadata.storage.Formatter;

/** The broker's log directory: formatted once, when it has never held a broker, and never again. */
final class BrokerStorage {
    private BrokerStorage() {}

    static boolean isFormatted(Path logDirectory) {
        // Written last by the formatter: a format that was cut short leaves none, and is done again.
        return Files.exists(logDirectory.resolve(MetaPropertiesEnsemble.META_PROPERTIES_NAME));
    }

    static void formatIfNew(Path logDirectory, BrokerSeat seat) {
        if (isFormatted(logDirectory)) {
            return;
        }
        try (PrintStream unheard = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
            Files.createDirectories(logDirectory);
            new Formatter()
                    .setPrintStream(unheard)
                    .setNodeId(seat.id())
                    .setClusterId(seat.clusterId())
                    .setControllerListenerName(BrokerSettings.CONTROLLER_LISTENER)
                    .setMetadataLogDirectory(logDirectory.toString())
                    .addDirectory(logDirectory.toString())
                    .run();
        } catch (Exception e) {
            throw new BrokerStartException(
                    "Expected to lay out the broker's data in " + logDirectory + ", but that failed: " + e.getMessage(),
                    e);
        }
    }
}
