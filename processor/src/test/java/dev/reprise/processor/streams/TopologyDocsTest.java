package dev.reprise.processor.streams;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code docs/topology.md} shows the topology as it is. */
class TopologyDocsTest {
    @TempDir
    private Path folder;

    @Test
    void showTheTopologyAsItIs() throws IOException {
        Path file = root().resolve("docs/topology.md");
        String drawn = TopologyDrawing.of(SampleTopology.in(folder).describe());
        if (Boolean.getBoolean("reprise.docs.write")) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, drawn, UTF_8);
        }
        assertThat(file).exists();
        assertThat(Files.readString(file, UTF_8))
                .as("docs/topology.md has drifted from the code; run this test with -Dreprise.docs.write=true")
                .isEqualTo(drawn);
    }

    /** The repository: the folder that has {@code .mvn} in it. */
    private static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(folder.resolve(".mvn"))) {
            folder = Objects.requireNonNull(folder.getParent(), "Expected to run below the root of the repository");
        }
        return folder;
    }
}
