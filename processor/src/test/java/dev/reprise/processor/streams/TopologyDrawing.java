package dev.reprise.processor.streams;

import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.streams.TopologyDescription;
import org.apache.kafka.streams.TopologyDescription.GlobalStore;
import org.apache.kafka.streams.TopologyDescription.Node;
import org.apache.kafka.streams.TopologyDescription.Processor;
import org.apache.kafka.streams.TopologyDescription.Sink;
import org.apache.kafka.streams.TopologyDescription.Source;

/** Draws a topology as Markdown with a Mermaid graph. */
final class TopologyDrawing {
    private static final Map<String, String> ROWS = new TreeMap<>(Map.of(
            StoreNames.JOBS,
                    "job key → state of the job; beside them its indexes of what is due, what waits, what has an incident",
            StoreNames.JOB_PAYLOADS, "job key → variables and headers",
            StoreNames.ERROR_DETAILS, "job key → details of the last failure",
            StoreNames.REFUSALS, "job key → the last refused commands",
            StoreNames.META, "cursor of the due scan; rows that it has put off",
            StoreNames.RETRY_POLICIES, "job type → retry policy (global: every node has all)"));

    private final StringBuilder text = new StringBuilder();

    private TopologyDrawing() {}

    static String of(TopologyDescription topology) {
        TopologyDrawing drawing = new TopologyDrawing();
        drawing.introduction();
        drawing.graph(topology);
        drawing.stores();
        return drawing.text.toString();
    }

    private void introduction() {
        text.append("""
                # The topology

                <!-- Drawn from the code by TopologyDocsTest; -Dreprise.docs.write=true draws it anew. -->

                One task for each partition of `job-commands`. It decides a command, folds the events into its stores and sends events,
                answer and notices, all in one transaction. What falls due is fired by a tick of the same processor. Solid arrows are
                records, dotted ones state.

                """);
    }

    private void graph(TopologyDescription topology) {
        text.append("```mermaid\nflowchart LR\n");
        topology.subtopologies().stream()
                .sorted(Comparator.comparingInt(TopologyDescription.Subtopology::id))
                .flatMap(part -> part.nodes().stream())
                .sorted(Comparator.comparing(Node::name))
                .forEach(this::node);
        topology.globalStores().stream()
                .sorted(Comparator.comparingInt(GlobalStore::id))
                .forEach(this::globalStore);
        text.append("```\n\n");
    }

    private void node(Node node) {
        if (node instanceof Source source) {
            new TreeSet<>(source.topicSet()).forEach(topic -> line("%s --> %s", topic(topic), sourceNode(source)));
        } else if (node instanceof Processor processor) {
            new TreeSet<>(processor.stores())
                    .forEach(store -> line("%s <-.-> %s", node(processor.name()), store(store)));
        } else if (node instanceof Sink sink) {
            line("%s --> %s", node(sink.name()), topic(sink.topic()));
        }
        node.successors().stream()
                .map(Node::name)
                .sorted()
                .forEach(next -> line("%s --> %s", node(node.name()), node(next)));
    }

    private void globalStore(GlobalStore global) {
        new TreeSet<>(global.source().topicSet())
                .forEach(topic -> line("%s --> %s", topic(topic), sourceNode(global.source())));
        line("%s --> %s", node(global.source().name()), node(global.processor().name()));
        for (String store : new TreeSet<>(global.processor().stores())) {
            line("%s -.-> %s", node(global.processor().name()), store(store));
            line("%s -.-> %s", store(store), node(NodeNames.DECIDE));
        }
    }

    private void stores() {
        text.append("| store | rows | changelog topic | its settings |\n|---|---|---|---|\n");
        for (String store : StoreNames.partitioned()) {
            String settings = new TreeMap<>(ChangelogSettings.of(store))
                    .entrySet().stream()
                            .map(entry -> entry.getKey() + "=" + entry.getValue())
                            .collect(Collectors.joining(", "));
            text.append("| `%s` | %s | `%s` | %s |\n"
                    .formatted(store, ROWS.get(store), StoreNames.changelog(store), settings));
        }
        text.append("| `%s` | %s | `job-retry-policies` itself | |\n"
                .formatted(StoreNames.RETRY_POLICIES, ROWS.get(StoreNames.RETRY_POLICIES)));
    }

    private void line(String form, String from, String to) {
        text.append("    ").append(form.formatted(from, to)).append('\n');
    }

    private static String topic(String name) {
        return "topic-" + name + "[/" + name + "/]";
    }

    private static String sourceNode(Source source) {
        return node(source.name());
    }

    private static String node(String name) {
        return "node-" + name + "(" + name + ")";
    }

    private static String store(String name) {
        return "store-" + name + "[(" + name + ")]";
    }
}
