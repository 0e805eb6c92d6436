package dev.reprise.node.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.reprise.node.metrics.MetricCatalogue;
import dev.reprise.node.support.JsProgram;
import dev.reprise.schemas.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every question that alerts and dashboard ask Prometheus, read by Prometheus' own parser: that it is well-formed and well-typed, and that
 * metrics, labels and their values are such as a node shows.
 */
class QueriesIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern SHOWN_LABEL = Pattern.compile("\\{\\{\\s*(?:\\$labels\\.)?(\\w+)\\s*}}");

    @TempDir
    Path folder = Path.of("");

    @Test
    void ofAlertsAndDashboardAreRight() throws Exception {
        List<Query> queries = new ArrayList<>(Query.ofAlerts(AlertRule.file()));
        queries.addAll(
                Query.ofDashboard(DashboardTest.read(Repository.text("docker/grafana/dashboards/reprise.json"))));
        assertThat(queries).hasSizeGreaterThan(80);
        assertThat(mistakes(queries)).isEmpty();
    }

    @Test
    void mistakesAreFound() throws Exception {
        Map<String, String> planted = Map.ofEntries(
                Map.entry("rate(reprise_commands_total[5m]", "syntax"),
                Map.entry("ratio(reprise_commands_total[5m])", "syntax"),
                Map.entry("rate(reprise_commands_total)", "expected type matrix"),
                Map.entry("histogram_quantile(sum(reprise_gateway_in_flight))", "expected 2 argument(s)"),
                Map.entry("reprise_commands", "no such metric"),
                Map.entry("reprise_retry_lateness_milliseconds", "no such metric"),
                Map.entry("reprise_commands_total{kind=\"x\"}", "no label kind"),
                Map.entry("sum by (le) (reprise_commands_total)", "no label le"),
                Map.entry("reprise_commands_total{outcome=\"acepted\"}", "never acepted"),
                Map.entry("reprise_events_total{type=~\"JobFailed|JobFaild\"}", "never JobFaild"),
                Map.entry("kafka_consumer_fetch_manager_records_lag{topic=\"job-command\"}", "never job-command"));
        List<Query> queries =
                planted.keySet().stream().map(expr -> new Query(expr, expr, "")).toList();
        List<String> found = mistakes(queries);
        planted.forEach((expr, sentence) -> assertThat(found)
                .anySatisfy(
                        mistake -> assertThat(mistake).startsWith(expr + ": ").contains(sentence)));

        Query legend = new Query("legend", "sum by (type) (reprise_commands_total)", "{{type}} {{outcome}}");
        assertThat(mistakes(List.of(legend))).singleElement().asString().contains("shows outcome");
    }

    private List<String> mistakes(List<Query> queries) throws IOException {
        Path file = folder.resolve("queries.json");
        Files.writeString(file, JSON.writeValueAsString(queries), UTF_8);
        MetricCatalogue catalogue = new MetricCatalogue(folder);
        List<String> mistakes = new ArrayList<>();
        try (JsProgram parser = JsProgram.start("promql.mjs", file.toString())) {
            List<String> answers = parser.expectSuccess();
            assertThat(answers).hasSameSizeAs(queries);
            for (int i = 0; i < queries.size(); i++) {
                JsonNode parsed = JSON.readTree(answers.get(i));
                String id = queries.get(i).id();
                Yaml.texts(parsed.path("errors")).forEach(error -> mistakes.add(id + ": " + error));
                selectors(id, parsed, catalogue, mistakes);
                groupings(id, parsed, catalogue, mistakes);
                shown(queries.get(i), parsed, catalogue, mistakes);
            }
        }
        return mistakes;
    }

    private static void selectors(String id, JsonNode parsed, MetricCatalogue catalogue, List<String> mistakes) {
        parsed.path("selectors").forEach(selector -> {
            String metric = selector.path("metric").asText();
            if (!catalogue.has(metric)) {
                mistakes.add(id + ": there is no such metric as " + metric);
            }
            selector.path("labels").forEach(matcher -> {
                String label = matcher.path("name").asText();
                if (catalogue.has(metric) && !catalogue.labels(metric).contains(label)) {
                    mistakes.add(id + ": " + metric + " has no label " + label);
                } else if (!label.equals("instance") && !label.equals("job")) {
                    Stream.of(matcher.path("value").asText().split("\\|"))
                            .filter(value -> !known(catalogue, metric, value))
                            .forEach(value -> mistakes.add(id + ": " + label + " of " + metric + " is never " + value));
                }
            });
        });
    }

    private static boolean known(MetricCatalogue catalogue, String metric, String value) {
        return catalogue.hasValue(metric, value)
                || Topics.all().contains(value)
                || Stream.of("event", "command").anyMatch(kind -> isClass("dev.reprise." + kind + "." + value))
                || (metric.startsWith("kafka_stream_state")
                        && Repository.text("docs/topology.md").contains("| `" + value + "` |"));
    }

    private static boolean isClass(String name) {
        try {
            Class.forName(name);
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    private static void groupings(String id, JsonNode parsed, MetricCatalogue catalogue, List<String> mistakes) {
        Set<String> labels = ofMetrics(parsed, catalogue);
        Yaml.texts(parsed.path("groupings")).stream()
                .filter(label -> !labels.contains(label))
                .forEach(label -> mistakes.add(id + ": its metrics have no label " + label));
    }

    private static void shown(Query query, JsonNode parsed, MetricCatalogue catalogue, List<String> mistakes) {
        Set<String> grouped = new TreeSet<>(Yaml.texts(parsed.path("groupings")));
        Set<String> left = grouped.isEmpty() ? ofMetrics(parsed, catalogue) : grouped;
        Matcher label = SHOWN_LABEL.matcher(query.shows());
        while (label.find()) {
            if (!left.contains(label.group(1))) {
                mistakes.add(query.id() + ": shows " + label.group(1) + ", which its answer does not have");
            }
        }
    }

    private static Set<String> ofMetrics(JsonNode parsed, MetricCatalogue catalogue) {
        Set<String> labels = new TreeSet<>();
        parsed.path("selectors")
                .forEach(selector ->
                        labels.addAll(catalogue.labels(selector.path("metric").asText())));
        return labels;
    }
}
