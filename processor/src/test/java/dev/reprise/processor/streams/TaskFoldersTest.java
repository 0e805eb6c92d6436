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
        assertThat(TaskFolders.any(folder)).isFalse();
        Path application = Files.createDirectory(folder.resolve(StoreNames.APPLICATION_ID));
        Files.createFile(application.resolve("kafka-streams-process-metadata"));
        assertThat(TaskFolders.any(folder)).isFalse();
        Files.createDirectory(application.resolve("0_3"));
        assertThat(TaskFolders.any(folder)).isTrue();
    }
}
