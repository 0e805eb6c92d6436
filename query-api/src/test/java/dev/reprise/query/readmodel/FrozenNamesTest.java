package dev.reprise.query.readmodel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.processor.streams.StreamsSettings;
import dev.reprise.schemas.RecordSerdes;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeSet;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyDescription.Node;
import org.apache.kafka.streams.TopologyDescription.Processor;
import org.apache.kafka.streams.TopologyDescription.Subtopology;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names that a cluster has its read model under; its changelogs are called after application and store. */
class FrozenNamesTest {
    @TempDir
    private Path folder;

    @Test
    void areThoseOfTheFirstRelease() {
        StreamsConfig config =
                new StreamsConfig(ReadModelStreams.properties(StreamsSettings.of("unused:9092", folder, 1)));
        TreeSet<String> names = new TreeSet<>();
        names.add("application " + config.getString(StreamsConfig.APPLICATION_ID_CONFIG));
        try (RecordSerdes serdes = RecordSerdes.from(Map.of())) {
            for (Subtopology part : ReadModelTopology.build(
                            serdes.deserializer(), config, Stores::persistentKeyValueStore)
                    .describe()
                    .subtopologies()) {
                for (Node node : part.nodes()) {
                    names.add("subtopology " + part.id() + " node " + node.name());
                    if (node instanceof Processor processor) {
                        processor.stores().forEach(store -> names.add("store " + store));
                    }
                }
            }
        }
        assertThat(names)
                .as(
                        "names in the read model have changed. Clusters keep its rows under them: a store of another name begins"
                                + " empty and stays so, since the events before it are not read again. Give the old name back; if a"
                                + " store was added, the read model needs another application id and is folded anew")
                .containsExactly(
                        "application reprise-read-model",
                        "store counts",
                        "store history",
                        "store job-heads",
                        "store newest-incidents",
                        "subtopology 0 node events",
                        "subtopology 0 node fold-events");
    }
}
