package dev.reprise.bench.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FoldersTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @Test
    void weighsTheLogsOfSomeTopics() throws IOException {
        file("kafka/job-events-0/00.log", 30);
        file("kafka/job-events-0/00.index", 1_000);
        file("kafka/bare-in-0/00.log", 500);

        assertThat(Folders.logBytes(folder, topic -> topic.startsWith("job-"))).isEqualTo(30);
    }

    @Test
    void weighsStores() throws IOException {
        file("streams/reprise/0_0/rocksdb/jobs/000012.sst", 70);
        file("streams/reprise/0_0/.checkpoint", 5);

        assertThat(Folders.rocksDbBytes(folder)).isEqualTo(70);
        assertThat(Folders.rocksDbBytes(folder.resolve("none"))).isZero();
    }

    @Test
    void deletesWhatIsInIt() throws IOException {
        file("a/b/c", 1);

        Folders.delete(folder.resolve("a"));

        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void takesTheStoresOfATopologyAndLeavesWhatLiesBeside() throws IOException {
        file("reprise/0_0/rocksdb/jobs/000012.sst", 70);
        file("reprise/process-id", 5);

        Folders.deleteFoldersIn(folder);

        assertThat(folder.resolve("reprise")).isDirectoryContaining("glob:**process-id");
        assertThat(folder.resolve("reprise/0_0")).doesNotExist();
    }

    private void file(String path, int bytes) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.write(file, new byte[bytes]);
    }
}
