package dev.reprise.node;

import dev.reprise.processor.streams.TaskFolders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * State stores on disk after a process that was killed. Under exactly-once they are worthless, since nobody knows which of the changes in
 * them were committed: Kafka Streams throws them away and restores them from Kafka, with two stack traces for each partition. We do the
 * same before it looks, and say so in one line.
 */
final class LocalState {
    private static final Logger LOG = LoggerFactory.getLogger(LocalState.class);

    private LocalState() {}

    /** Throws the stores in this folder away. What lies beside them stays: the id of the process, under which its open transaction is found and ended. */
    static void discard(Path folder) {
        List<Path> tasks = tasks(folder);
        if (tasks.isEmpty()) {
            return;
        }
        LOG.info("The last process did not stop in an orderly way: state stores are rebuilt from Kafka");
        tasks.forEach(LocalState::delete);
    }

    private static List<Path> tasks(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> applications = Files.list(folder)) {
            return applications
                    .flatMap(application -> TaskFolders.of(application).stream())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
