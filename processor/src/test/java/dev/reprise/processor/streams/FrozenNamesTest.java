package dev.reprise.processor.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.TreeSet;
import org.apache.kafka.streams.TopologyDescription;
import org.apache.kafka.streams.TopologyDescription.GlobalStore;
import org.apache.kafka.streams.TopologyDescription.Node;
import org.apache.kafka.streams.TopologyDescription.Processor;
import org.apache.kafka.streams.TopologyDescription.Sink;
import org.apache.kafka.streams.TopologyDescription.Source;
import org.apache.kafka.streams.TopologyDescription.Subtopology;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names that a cluster has its state under. {@code docs/topology.md} may be drawn anew; from the first release on, this list may only grow. */
class FrozenNamesTest {
    @TempDir
    private Path folder;

    @Test
    void areThoseOfTheFirstRelease() throws IOException {
        TreeSet<String> names = names(SampleTopology.in(folder).describe());
        try (InputStream in = FrozenNamesTest.class.getResourceAsStream("frozen-names.txt")) {
            assertThat(in).isNotNull();
            String frozen = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(String.join("\n", names) + "\n")
                    .as(
                            "names in the topology have changed. Clusters keep their state under them: a store or subtopology of"
                                    + " another name begins empty, and its old changelog is left behind. Give the old name back. If"
                                    + " something was added (a new store at the end of the names, never a renamed one), add its"
                                    + " line to frozen-names.txt, and to the notes on upgrading how it is filled for jobs that are there")
                    .isEqualTo(frozen);
        }
    }

    private static TreeSet<String> names(TopologyDescription described) {
        TreeSet<String> names = new TreeSet<>();
        names.add("application " + StoreNames.APPLICATION_ID);
        for (Subtopology part : described.subtopologies()) {
            for (Node node : part.nodes()) {
                names.add("subtopology " + part.id() + " " + text(node));
                if (node instanceof Processor processor) {
                    processor.stores().forEach(store -> names.add("store " + store));
                }
            }
        }
        StoreNames.partitioned().forEach(store -> names.add("changelog " + StoreNames.changelog(store)));
        for (GlobalStore store : described.globalStores()) {
            names.add("subtopology " + store.id() + " " + text(store.source()));
            names.add("subtopology " + store.id() + " " + text(store.processor()));
            store.processor().stores().forEach(name -> names.add("global store " + name));
        }
        return names;
    }

    private static String text(Node node) {
        if (node instanceof Source source) {
            return "source " + source.name() + " of " + source.topicSet();
        }
        return node instanceof Sink sink ? "sink " + sink.name() + " to " + sink.topic() : "processor " + node.name();
    }
}
