package dev.reprise.processor.streams;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Where Kafka Streams keeps the stores of each task, and nothing else: the id of the process lies beside them. */
public final class TaskFolders {
    private static final Pattern TASK = Pattern.compile("\\d+_\\d+");

    private TaskFolders() {}

    /**
     * Those of an application; none if it has no folder.
     *
     * @throws UncheckedIOException if its folder cannot be listed
     */
    public static List<Path> of(Path application) {
        if (!Files.isDirectory(application)) {
            return List.of();
        }
        try (Stream<Path> children = Files.list(application)) {
            return children.filter(Files::isDirectory)
                    .filter(child ->
                            TASK.matcher(child.getFileName().toString()).matches())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to list " + application + ", but could not", e);
        }
    }
}
