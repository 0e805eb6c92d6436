package dev.reprise.faults.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogTailTest {
    private static final List<String> TEXTS = List.of("are corrupted", "No space left");

    @TempDir
    Path folder = Path.of("");

    @Test
    void saysOnlyWhatHasComeSince() throws IOException {
        Path file = folder.resolve("node.log");
        Files.writeString(file, "ä\nNo space left on device, last time\n");
        LogTail log = LogTail.of(file);

        assertThat(log.saysAnyOf(TEXTS)).isFalse();
        Files.writeString(file, "IO error: No space left on device\n", StandardOpenOption.APPEND);
        assertThat(log.saysAnyOf(TEXTS)).isTrue();
    }

    @Test
    void saysNothingBeforeThereIsALog() throws IOException {
        Path file = folder.resolve("none.log");
        LogTail log = LogTail.of(file);

        assertThat(log.saysAnyOf(TEXTS)).isFalse();
        Files.writeString(file, "No space left on device\n");
        assertThat(log.saysAnyOf(TEXTS)).isTrue();
    }
}
