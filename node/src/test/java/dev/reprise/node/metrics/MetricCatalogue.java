package dev.reprise.node.metrics;

import static org.awaitility.Awaitility.await;

import dev.reprise.processor.metrics.Meter;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** All that a node can show at {@code /metrics}, from the catalogues and, for the process, from a real scrape. */
public final class MetricCatalogue {
    private static final String TEXT = "text/plain; version=0.0.4";
    private static final Pattern SAMPLE = Pattern.compile("(?m)^([a-z_0-9]+)(?:\\{(.*)})? \\S+$");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"((?:[^\"\\\\]|\\\\.)*)\"");

    private final Map<String, Set<String>> labels = new TreeMap<>();
    private final Map<String, String> help = new TreeMap<>();
    private final Set<String> values = new HashSet<>();

    /** Reads everything; measures the disk of this folder. */
    public MetricCatalogue(Path folder) {
        for (Meter meter : Meter.values()) {
            String name = MeterNames.prometheus(meter);
            switch (meter.type()) {
                case COUNTER, GAUGE -> add(name, meter.tags(), meter.help());
                case HISTOGRAM -> {
                    List.of("_count", "_sum", "_max").forEach(part -> add(name + part, meter.tags(), meter.help()));
                    add(name + "_bucket", meter.tags(), meter.help());
                    add(name + "_bucket", List.of("le"), meter.help());
                }
            }
        }
        for (KafkaMeter meter : KafkaMeter.values()) {
            add(
                    meter.prometheusName(),
                    meter.tags().stream().map(KafkaMeter::label).toList(),
                    meter.help());
        }
        ofTheProcess(folder);
        add("up", List.of(), "Prometheus' own: whether a target answers.");
    }

    private void add(String name, List<String> itsLabels, String text) {
        labels.computeIfAbsent(name, key -> new TreeSet<>()).addAll(itsLabels);
        help.put(name, text);
    }

    private void ofTheProcess(Path folder) {
        try (NodeMetrics metrics = new NodeMetrics(folder)) {
            System.gc();
            await().until(() -> metrics.scrape(TEXT).contains("jvm_gc_pause_seconds_sum"));
            Matcher sample = SAMPLE.matcher(metrics.scrape(TEXT));
            while (sample.find()) {
                add(sample.group(1), List.of(), "");
                Matcher label = LABEL.matcher(sample.group(2) == null ? "" : sample.group(2));
                while (label.find()) {
                    add(sample.group(1), List.of(label.group(1)), "");
                    values.add(label.group(2));
                }
            }
        }
    }

    public boolean has(String metric) {
        return labels.containsKey(metric);
    }

    /** The labels of a metric, and those that Prometheus gives to all of them; empty if there is no such metric. */
    public Set<String> labels(String metric) {
        Set<String> all = new TreeSet<>(labels.getOrDefault(metric, Set.of()));
        if (has(metric)) {
            all.addAll(Set.of("job", "instance"));
        }
        return all;
    }

    /** Whether its text names this value of a label, or the process shows it. */
    public boolean hasValue(String metric, String value) {
        return values.contains(value)
                || List.of(help.getOrDefault(metric, "").split("[\\s,.:()]+")).contains(value);
    }
}
