package dev.reprise.processor.streams;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.processor.metrics.Metrics;
import dev.reprise.schemas.RecordSerdes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code docs/topology.md} shows the topology as it is. */
class TopologyDocsTest {
    @TempDir
    private Path folder;

    @Test
    void showTheTopologyAsItIs() throws IOException {
        Path file = root().resolve("docs/topology.md");
        String drawn = TopologyDrawing.of(topology().describe());
        if (Boolean.getBoolean("reprise.docs.write")) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, drawn, UTF_8);
        }
        assertThat(file).exists();
        assertThat(Files.readString(file, UTF_8))
                .as("docs/topology.md has drifted from the code; run this test with -Dreprise.docs.write=true")
                .isEqualTo(drawn);
    }

    private Topology topology() {
        StreamsSettings settings = StreamsSettings.of("unused:9092", folder, 1);
        TopologyParts parts = new TopologyParts(
                settings.processor(),
                RecordSerdes.from(Map.of()),
                Metrics.none(),
                new CommandProgress(1, partition -> OptionalLong.empty()),
                new Precautions(new MemoryLedger(), new WorkNotes(folder, 1)),
                Clocks.SYSTEM,
                StreamsSettings.COMMIT_INTERVAL_ALONE,
                JobStores::onDisk);
        return JobTopology.build(parts, new StreamsConfig(StreamsProperties.of(settings)));
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
