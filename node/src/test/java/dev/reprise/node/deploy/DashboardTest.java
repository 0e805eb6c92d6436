package dev.reprise.node.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The form of the dashboard; what it asks is for {@link QueriesIT}. */
class DashboardTest {
    private static final String FILE = Repository.text("docker/grafana/dashboards/reprise.json");

    static JsonNode read(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError("Expected JSON", e);
        }
    }

    @Test
    void isAsItHasToBe() {
        assertThat(DashboardRules.mistakes(read(FILE))).isEmpty();
    }

    @Test
    void hasARowForEverythingThatCanBeIll() {
        List<String> rows = new ArrayList<>();
        read(FILE).path("panels").forEach(panel -> {
            if (panel.path("type").asText().equals("row")) {
                rows.add(panel.path("title").asText());
            }
        });
        assertThat(rows)
                .contains(
                        "Commands",
                        "Failures, retries, incidents",
                        "Retry lateness",
                        "Leases",
                        "Gateway",
                        "Dead letters",
                        "Rebalances and standby",
                        "Stores and Kafka",
                        "JVM");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    "id": 2,             | "id": 3,                | two panels have the id 3
                    "w": 4,              | "w": 5,                 | no room for
                    "type": "stat"       | "type": "graph"         | unknown kind
                    "uid": "prometheus"  | "uid": "prom"           | a source that is not there
                    $__rate_interval     | $interval               | which is not there
                    "unit": "ops"        | "unit": ""              | has no unit
                    "refId": "B"         | "refId": "A"            | has two queries
                    "title": "Heap"      | "title": "CPU"          | two panels are called
                    """)
    void aMistakeIsFound(String right, String wrong, String sentence) {
        assertThat(FILE).contains(right);
        assertThat(DashboardRules.mistakes(read(FILE.replace(right, wrong))))
                .anySatisfy(mistake -> assertThat(mistake).contains(sentence));
    }
}
