package dev.reprise.processor.streams;

import dev.reprise.processor.metrics.Metrics;
import dev.reprise.schemas.RecordSerdes;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;

/** The topology as a node builds it, to be looked at. */
final class SampleTopology {
    private SampleTopology() {}

    /**
     * @param folder for the local state that it would have
     */
    static Topology in(Path folder) {
        StreamsSettings settings = StreamsSettings.of("unused:9092", folder, 1);
        TopologyParts parts = new TopologyParts(
                settings.processor(),
                RecordSerdes.from(Map.of()),
                Metrics.none(),
                new CommandProgress(1, partition -> OptionalLong.empty()),
                new Precautions(new MemoryLedger(), new WorkNotes(folder, 1)),
                Clocks.SYSTEM,
                settings.commitInterval(),
                JobStores::onDisk);
        return JobTopology.build(parts, new StreamsConfig(StreamsProperties.of(settings)));
    }
}
