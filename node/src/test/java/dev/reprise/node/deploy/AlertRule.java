package dev.reprise.node.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** One alert rule, as its file has it. */
record AlertRule(JsonNode json) {
    private static final Set<String> KEYS = Set.of("alert", "expr", "for", "labels", "annotations");
    private static final Set<String> SEVERITIES = Set.of("critical", "warning");

    static JsonNode file() {
        return Yaml.document(Repository.text("docker/prometheus/alerts.yml"));
    }

    static List<AlertRule> all(JsonNode file) {
        List<AlertRule> all = new ArrayList<>();
        file.path("groups").forEach(group -> group.path("rules").forEach(rule -> all.add(new AlertRule(rule))));
        return all;
    }

    String name() {
        return json.path("alert").asText();
    }

    String expr() {
        return json.path("expr").asText();
    }

    String summary() {
        return json.at("/annotations/summary").asText();
    }

    String description() {
        return json.at("/annotations/description").asText();
    }

    /** Where it is not as all of them have to be, in sentences. */
    List<String> mistakes() {
        List<String> mistakes = new ArrayList<>();
        Set<String> unknown = new TreeSet<>();
        json.fieldNames().forEachRemaining(unknown::add);
        unknown.removeAll(KEYS);
        expect(unknown.isEmpty(), "unknown: " + unknown, mistakes);
        expect(name().matches("Reprise([A-Z][a-z]+)+"), "its name is not of our form", mistakes);
        expect(!expr().isBlank(), "no expression", mistakes);
        expect(json.path("for").asText().matches("\\d+[smh]"), "for: " + json.path("for"), mistakes);
        expect(
                SEVERITIES.contains(json.at("/labels/severity").asText()),
                "severity: " + json.at("/labels/severity"),
                mistakes);
        expect(!summary().isBlank() && !description().isBlank(), "nothing to read", mistakes);
        expect(
                json.at("/annotations/runbook_url")
                        .asText()
                        .equals("docs/runbook.md#" + name().toLowerCase(Locale.ROOT)),
                "its section is not at " + json.at("/annotations/runbook_url"),
                mistakes);
        return mistakes;
    }

    private void expect(boolean right, String sentence, List<String> mistakes) {
        if (!right) {
            mistakes.add(name() + ": " + sentence);
        }
    }
}
