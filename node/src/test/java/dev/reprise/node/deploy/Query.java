package dev.reprise.node.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * A question to Prometheus in one of our files.
 *
 * @param id where it stands
 * @param expr PromQL, Grafana's variables replaced
 * @param shows templates beside it that name labels of the answer: a legend, a summary
 */
record Query(String id, String expr, String shows) {
    /** Those of the alert rules. */
    static List<Query> ofAlerts(JsonNode file) {
        return AlertRule.all(file).stream()
                .map(rule -> new Query(rule.name(), rule.expr(), rule.summary() + rule.description()))
                .toList();
    }

    /** Those of the panels of a dashboard. */
    static List<Query> ofDashboard(JsonNode dashboard) {
        List<Query> all = new ArrayList<>();
        dashboard
                .path("panels")
                .forEach(panel -> panel.path("targets")
                        .forEach(target -> all.add(new Query(
                                panel.path("title").asText() + " "
                                        + target.path("refId").asText(),
                                target.path("expr")
                                        .asText()
                                        .replace("$__rate_interval", "5m")
                                        .replace("$instance", "node-1"),
                                target.path("legendFormat").asText()))));
        return all;
    }
}
