package dev.reprise.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {
    @TempDir
    Path folder = Path.of("");

    @Test
    void isHeldByOneAtATimeAndFreeAfterwards() {
        try (DataDirectory held = DataDirectory.lock(folder)) {
            assertThatThrownBy(() -> DataDirectory.lock(folder))
                    .isInstanceOf(NodeStartException.class)
                    .hasMessageContaining(folder.toString())
                    .hasMessageContaining("process " + ProcessHandle.current().pid() + " is using it");
            assertThat(held.folder()).isEqualTo(folder);
        }
        DataDirectory.lock(folder).close();
    }

    @Test
    void aLockThatAKilledProcessLeftBehindHoldsNobodyUp() throws IOException {
        Files.writeString(folder.resolve("lock"), "4711");

        DataDirectory.lock(folder).close();
    }

    @Test
    void throwsStateStoresAwayAfterAKillButNotAfterAnOrderlyStop() throws IOException {
        Path store = Files.createDirectories(folder.resolve("streams/reprise/0_3/rocksdb/jobs"));
        Path process = Files.createFile(folder.resolve("streams/reprise/kafka-streams-process-metadata"));
        Path log = Files.createDirectories(folder.resolve("kafka/job-events-0"));

        DataDirectory.lock(folder).close();
        assertThat(store).doesNotExist();
        assertThat(process).exists();
        assertThat(log).exists();

        Files.createDirectories(store);
        DataDirectory.lock(folder).close();
        assertThat(store).exists();
    }

    @Test
    void isMadeIfItIsNotThere() {
        Path deep = folder.resolve("a").resolve("b");

        try (DataDirectory made = DataDirectory.lock(deep)) {
            assertThat(deep).isDirectory();
            assertThat(made.kafka()).isEqualTo(deep.resolve("kafka"));
            assertThat(made.streams()).isEqualTo(deep.resolve("streams"));
        }
    }

    @Test
    void saysWhyItCannotBeUsed() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));

        assertThatThrownBy(() -> DataDirectory.lock(file))
                .isInstanceOf(NodeStartException.class)
                .hasMessageContaining(file.toString());
    }
}
