package dev.reprise.processor.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TaskFoldersTest {
    @TempDir
    Path folder = Path.of("");

    @Test
    void areThereWhenATaskHasState() throws IOException {
        Path application = folder.resolve(StoreNames.APPLICATION_ID);
        assertThat(TaskFolders.of(application)).isEmpty();
        Files.createDirectory(application);
        Files.createFile(application.resolve("kafka-streams-process-metadata"));
        Files.createFile(application.resolve("0_1"));
        assertThat(TaskFolders.of(application)).isEmpty();
        Path task = Files.createDirectory(application.resolve("0_3"));
        assertThat(TaskFolders.of(application)).containsExactly(task);
    }
}
