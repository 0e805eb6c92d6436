package dev.reprise.processor.streams;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Where Kafka Streams keeps the stores of each task. */
final class TaskFolders {
    private static final Pattern TASK = Pattern.compile("\\d+_\\d+");

    private TaskFolders() {}

    /** Whether there is local state of any task. */
    static boolean any(Path stateDir) {
        Path folder = stateDir.resolve(StoreNames.APPLICATION_ID);
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (Stream<Path> children = Files.list(folder)) {
            return children.anyMatch(
                    child -> TASK.matcher(child.getFileName().toString()).matches());
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to list " + folder + ", but could not", e);
        }
    }
}
