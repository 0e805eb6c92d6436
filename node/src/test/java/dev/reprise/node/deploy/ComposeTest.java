package dev.reprise.node.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComposeTest {
    private static final String FILE = Repository.text("docker/compose.yaml");

    private static List<String> mistakes(String text) {
        JsonNode file = Yaml.document(text);
        List<String> mistakes = new ArrayList<>(ComposeSchema.mistakes(file));
        mistakes.addAll(ComposeRules.mistakes(file));
        return mistakes;
    }

    @Test
    void isAsItHasToBe() {
        assertThat(mistakes(FILE)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    stop_grace_period: 60s\\n  read_only | stop_grace: 60s\\n  read_only     | stop_grace
                    stop_grace_period: 60s\\n  read_only | stop_grace_period: 30s\\n  read_only | may take 45 s to stop
                    cap_drop: [ALL]                   | cap_drop: ALL                     | cap_drop
                    read_only: true                   | read_only: false                  | can write where it need not
                    condition: service_completed_successfully | condition: service_done   | condition
                    rw,exec,nosuid                    | rw,noexec,nosuid                  | RocksDB is unpacked there
                    image: apache/kafka:4.3.1         | image: apache/kafka:3.9.0         | another Kafka
                    image: prom/prometheus:v3.7.3     | image: prom/prometheus            | no full version
                    image: reprise:0.1.0-SNAPSHOT     | image: reprise:latest             | but this is
                    registry:\\n      condition        | registrar:\\n      condition       | which is not there
                    127.0.0.1:8082:8080               | 8082:8080                         | other machines could reach
                    127.0.0.1:8082:8080               | 127.0.0.1:8081:8080               | two services want port
                    REPRISE_STREAM_THREADS            | REPRISE_THREADS                   | REPRISE_THREADS: there is no such option
                    REPRISE_STREAM_THREADS: "2"       | REPRISE_STREAM_THREADS: "two"     | REPRISE_STREAM_THREADS
                    REPRISE_STANDBY_REPLICAS: "1"     | REPRISE_STANDBY_REPLICAS: "0"     | without standby replicas
                    REPRISE_INSTANCE_ID: node-2       | REPRISE_INSTANCE_ID: node-1       | instance id of another
                    ADVERTISED: node-3:8080           | ADVERTISED: node-2:8080           | node-3 is not at
                    kafka-2:9092,kafka-3:9092\\n  REPRISE_S | kafka-2:9094\\n  REPRISE_S    | no broker says that it is at kafka-2:9094
                    http://registry:8080              | http://schemas:8080               | no service is schemas
                    "--replication-factor"            | "--replicas"                      | Unknown option
                    MIN_INSYNC_REPLICAS: "2"          | MIN_INSYNC_REPLICAS: "1"          | is 1
                    ["node-2:/var/lib/reprise"]       | ["node-1:/var/lib/reprise"]       | no volume of its own
                    ./prometheus/alerts.yml           | ./prometheus/alarms.yml           | is not there
                    dockerfile: docker/Dockerfile     | dockerfile: Dockerfile            | nothing to build
                    """)
    void aMistakeIsFound(String right, String wrong, String sentence) {
        String old = right.replace("\\n", "\n");
        assertThat(FILE).contains(old);
        assertThat(mistakes(FILE.replace(old, wrong.replace("\\n", "\n"))))
                .anySatisfy(mistake -> assertThat(mistake).contains(sentence));
    }

    @Test
    void prometheusAsksEveryNodeAndReadsTheAlerts() {
        JsonNode prometheus = Yaml.document(Repository.text("docker/prometheus/prometheus.yml"));
        Set<String> nodes = new TreeSet<>();
        Yaml.document(FILE).path("services").properties().forEach(service -> {
            if (ComposeRules.environment(service.getValue()).containsKey("REPRISE_INSTANCE_ID")) {
                nodes.add(service.getKey() + ":8080");
            }
        });
        assertThat(Yaml.texts(prometheus.at("/scrape_configs/0/static_configs/0/targets")))
                .containsExactlyElementsOf(nodes);
        assertThat(prometheus.at("/scrape_configs/0/job_name").asText()).isEqualTo("reprise");
        assertThat(Yaml.texts(prometheus.path("rule_files")))
                .allSatisfy(file ->
                        assertThat(Repository.path("docker/prometheus/" + file)).exists())
                .contains("alerts.yml");
    }

    @Test
    void grafanaFindsPrometheusAndTheDashboard() {
        JsonNode source = Yaml.document(Repository.text("docker/grafana/provisioning/datasources/prometheus.yaml"))
                .at("/datasources/0");
        assertThat(ComposeRules.host(source.path("url").asText()))
                .hasValueSatisfying(
                        host -> assertThat(Yaml.document(FILE).path("services").has(host))
                                .isTrue());
        String folder = Yaml.document(Repository.text("docker/grafana/provisioning/dashboards/reprise.yaml"))
                .at("/providers/0/options/path")
                .asText();
        JsonNode grafana = Yaml.document(FILE).at("/services/grafana");
        assertThat(Yaml.texts(grafana.path("volumes"))).contains("./grafana/dashboards:" + folder + ":ro");
        assertThat(ComposeRules.environment(grafana))
                .containsEntry("GF_DASHBOARDS_DEFAULT_HOME_DASHBOARD_PATH", folder + "/reprise.json");
    }
}
