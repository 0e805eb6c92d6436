package dev.reprise.node.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What Grafana needs to show a dashboard, and what a reader needs to find something on it. */
final class DashboardRules {
    private static final int WIDTH = 24;
    private static final Set<String> KINDS = Set.of("row", "timeseries", "stat");
    private static final Pattern VARIABLE = Pattern.compile("\\$(\\w+)");

    private final JsonNode dashboard;
    private final List<String> mistakes = new ArrayList<>();

    private DashboardRules(JsonNode dashboard) {
        this.dashboard = dashboard;
    }

    static List<String> mistakes(JsonNode dashboard) {
        DashboardRules rules = new DashboardRules(dashboard);
        rules.ids();
        rules.places();
        dashboard.path("panels").forEach(rules::panel);
        return rules.mistakes;
    }

    private void expect(boolean right, String sentence) {
        if (!right) {
            mistakes.add(sentence);
        }
    }

    private void ids() {
        Set<Integer> ids = new HashSet<>();
        Set<String> titles = new HashSet<>();
        dashboard.path("panels").forEach(panel -> {
            expect(ids.add(panel.path("id").asInt()), "two panels have the id " + panel.path("id"));
            expect(titles.add(panel.path("title").asText()), "two panels are called " + panel.path("title"));
        });
    }

    private void places() {
        Set<String> taken = new HashSet<>();
        dashboard.path("panels").forEach(panel -> {
            JsonNode place = panel.path("gridPos");
            for (int x = place.path("x").asInt();
                    x < place.path("x").asInt() + place.path("w").asInt();
                    x++) {
                for (int y = place.path("y").asInt();
                        y < place.path("y").asInt() + place.path("h").asInt();
                        y++) {
                    expect(
                            x < WIDTH && taken.add(x + " " + y),
                            "no room for " + panel.path("title") + " at " + x + " " + y);
                }
            }
        });
    }

    private void panel(JsonNode panel) {
        String title = panel.path("title").asText();
        expect(KINDS.contains(panel.path("type").asText()), title + " is of an unknown kind: " + panel.path("type"));
        if (panel.path("type").asText().equals("row")) {
            return;
        }
        expect(!panel.at("/fieldConfig/defaults/unit").asText().isEmpty(), title + " has no unit");
        expect(!panel.path("targets").isEmpty(), title + " asks nothing");
        expect(
                isProvisioned(panel.path("datasource")),
                title + " asks a source that is not there: " + panel.path("datasource"));
        Set<String> refs = new HashSet<>();
        panel.path("targets").forEach(target -> {
            expect(refs.add(target.path("refId").asText()), title + " has two queries " + target.path("refId"));
            expect(
                    isProvisioned(target.path("datasource")),
                    title + " asks a source that is not there: " + target.path("datasource"));
            expect(!target.path("legendFormat").asText().isEmpty(), title + " has a line without a name");
            Matcher variable = VARIABLE.matcher(target.path("expr").asText());
            while (variable.find()) {
                expect(
                        variables().contains(variable.group(1)),
                        title + " uses $" + variable.group(1) + ", which is not there");
            }
        });
    }

    private static boolean isProvisioned(JsonNode source) {
        return Yaml.document(Repository.text("docker/grafana/provisioning/datasources/prometheus.yaml"))
                .at("/datasources/0/uid")
                .equals(source.path("uid"));
    }

    private Set<String> variables() {
        Set<String> names = new TreeSet<>(Set.of("__rate_interval"));
        dashboard
                .at("/templating/list")
                .forEach(variable -> names.add(variable.path("name").asText()));
        return names;
    }
}
